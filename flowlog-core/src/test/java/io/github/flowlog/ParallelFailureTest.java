package io.github.flowlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.flowlog.problem.FlowLogParseException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever fails while several threads read, the caller hears of the first failure, nothing hangs and no thread stays. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ParallelFailureTest {
    private static final int CHUNK_BYTES = 2_000;
    private static final int THREADS = 3;

    /** Behind what reading in order fills its window with. */
    private static final int FAR = 200_000;

    private final byte[] log = BorderLog.good(BorderLog.Form.ENVELOPE, 800, new SplittableRandom(1));

    @TempDir
    private Path folder;

    @AfterEach
    void noThreadIsLeft() {
        assertThat(readerThreads()).isEmpty();
    }

    private static List<Thread> readerThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("flowlog-reader-"))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 300, 5_000, 50_000})
    void returnsAllRowsBeforeAFailureOfTheSource(int good) throws IOException {
        PositionedBytes failing = (target, position) -> {
            if (position >= good) {
                throw new IOException("gone");
            }
            return ParallelReadTest.read(Arrays.copyOf(log, good), target, position);
        };
        List<FlowTuple> expected = new ArrayList<>();
        try (FlowLogReader reader = FlowLogReader.open(new PositionedStream(failing, log.length, 0), "log")) {
            assertThatThrownBy(() -> drain(reader, expected)).hasMessage("gone");
        }
        List<FlowTuple> rows = new ArrayList<>();
        try (ParallelFlowLogReader reader = over(failing)) {
            Throwable failure = catchThrowable(() -> drain(reader, rows));
            assertThat(failure).isInstanceOf(IOException.class).hasMessage("gone");
            assertThatThrownBy(() -> reader.next(FlowBatch.create())).isSameAs(failure);
        }
        assertThat(rows).isEqualTo(expected);
        List<FlowTuple> unordered = Collections.synchronizedList(new ArrayList<>());
        try (ParallelFlowLogReader reader = over(failing)) {
            assertThatThrownBy(() -> reader.forEach(batch -> add(batch, unordered)))
                    .hasMessage("gone");
        }
        assertThat(unordered).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void endsWhenTheCallingThreadIsInterrupted() throws Exception {
        CountDownLatch waiting = new CountDownLatch(1);
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Set<Boolean> interrupted = ConcurrentHashMap.newKeySet();
        Thread caller = new Thread(() -> {
            try (ParallelFlowLogReader reader = over(blockingFrom(FAR, waiting))) {
                failure.set(catchThrowable(() -> drain(reader, new ArrayList<>())));
                assertThatThrownBy(() -> reader.next(FlowBatch.create())).isSameAs(failure.get());
                interrupted.add(Thread.currentThread().isInterrupted());
            } catch (IOException | RuntimeException | AssertionError failed) {
                failure.set(failed);
            }
        });
        caller.start();
        waiting.await();
        caller.interrupt();
        caller.join();

        assertThat(failure.get()).isInstanceOf(InterruptedIOException.class);
        assertThat(interrupted).containsExactly(true);
    }

    @Test
    void endsWhenAConsumerIsInterruptedWithTheCallingThread() throws Exception {
        CountDownLatch waiting = new CountDownLatch(1);
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Thread caller = new Thread(() -> {
            try (ParallelFlowLogReader reader = over(whole())) {
                reader.forEach(batch -> {
                    if (batch.recordOffset(0) > 20_000) {
                        block(waiting);
                    }
                });
            } catch (IOException | RuntimeException failed) {
                failure.set(failed);
            }
        });
        caller.start();
        waiting.await();
        caller.interrupt();
        caller.join();

        assertThat(failure.get()).isInstanceOf(InterruptedIOException.class);
    }

    @Test
    void closesWhileItsThreadsRead() throws Exception {
        CountDownLatch waiting = new CountDownLatch(1);
        ParallelFlowLogReader reader = over(blockingFrom(FAR, waiting));
        FlowBatch batch = FlowBatch.create();
        try (reader) {
            while (reader.stats().bytes() < FAR - 3 * CHUNK_BYTES) {
                assertThat(reader.next(batch)).isTrue();
            }
            waiting.await();
        }

        assertThatThrownBy(() -> reader.next(batch)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> reader.forEach(some -> {})).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void throwsWhatTheFirstConsumerInTheOrderOfTheLogThrew() throws IOException {
        Set<Long> failed = new ConcurrentSkipListSet<>();
        try (ParallelFlowLogReader reader = over(whole())) {
            Throwable thrown = catchThrowable(() -> reader.forEach(batch -> {
                long offset = batch.recordOffset(0);
                if (offset > 20_000) {
                    failed.add(offset);
                    throw new IOException("at " + offset);
                }
            }));
            assertThat(thrown).hasMessage("at " + failed.iterator().next());
            assertThatThrownBy(() -> reader.next(FlowBatch.create())).isSameAs(thrown);
        }
    }

    @Test
    void endsWhereAConsumerThrowsWhatItDoesNotDeclare() throws IOException {
        Exception undeclared = new Exception("from another language");
        try (ParallelFlowLogReader reader = over(whole())) {
            assertThatThrownBy(() -> reader.forEach(batch -> {
                        if (batch.recordOffset(0) > 20_000) {
                            ParallelFailureTest.<RuntimeException>throwUndeclared(undeclared);
                        }
                    }))
                    .isInstanceOf(IllegalStateException.class)
                    .hasCause(undeclared);
        }
    }

    @Test
    void throwsErrorsAndRuntimeExceptionsOfAConsumerAsTheyAre() throws IOException {
        for (Throwable failure : List.of(new IllegalStateException("no"), new AssertionError("no"))) {
            for (long from : new long[] {0, 20_000}) {
                try (ParallelFlowLogReader reader = over(whole())) {
                    assertThatThrownBy(() -> reader.forEach(batch -> {
                                if (batch.recordOffset(0) >= from) {
                                    throwIt(failure);
                                }
                            }))
                            .isSameAs(failure);
                }
            }
        }
    }

    @Test
    void goesNoFurtherBehindAConsumerThatFailedWhereOneThreadReads() throws IOException {
        Path file = Files.write(folder.resolve("log.json"), log);
        IOException full = new IOException("no space left");
        List<FlowTuple> taken = new ArrayList<>();
        try (ParallelFlowLogReader reader = ParallelFlowLogReader.open(file, ReadOptions.defaults(), 1)) {
            assertThatThrownBy(() -> reader.forEach(batch -> {
                        throw full;
                    }))
                    .isSameAs(full);

            assertThatThrownBy(() -> reader.forEach(batch -> add(batch, taken))).isSameAs(full);
            assertThatThrownBy(() -> reader.next(FlowBatch.create())).isSameAs(full);
        }
        assertThat(taken).isEmpty();
    }

    @Test
    void consumerCannotCloseTheReader() throws IOException {
        Path file = Files.write(folder.resolve("log.json"), log);
        for (long from : new long[] {0, 20_000}) {
            for (int threads : new int[] {1, THREADS}) {
                try (ParallelFlowLogReader reader =
                        ParallelFlowLogReader.open(file, ReadOptions.defaults(), threads, CHUNK_BYTES)) {
                    assertThatThrownBy(() -> reader.forEach(batch -> {
                                if (batch.recordOffset(batch.size() - 1) >= from) {
                                    closeFromWithin(reader);
                                }
                            }))
                            .isInstanceOf(IllegalStateException.class)
                            .hasMessage("a consumer cannot close the reader that calls it");
                }
            }
        }
    }

    @Test
    void refusedRecordIsThrownAgain() throws IOException {
        byte[] bad = log.clone();
        bad[bad.length / 2] = 0;
        try (ParallelFlowLogReader reader = over((target, position) -> ParallelReadTest.read(bad, target, position))) {
            Throwable refused = catchThrowable(() -> drain(reader, new ArrayList<>()));
            assertThat(refused).isInstanceOf(FlowLogParseException.class);
            assertThatThrownBy(() -> reader.next(FlowBatch.create())).isSameAs(refused);
            assertThat(reader.chunksTaken()).isPositive();
        }
    }

    @Test
    void readsFilesOfAnyKind() throws IOException {
        Path plain = Files.write(folder.resolve("plain.json"), log);
        Path small = Files.write(folder.resolve("small.json"), Arrays.copyOf(log, 2 * CHUNK_BYTES));
        Path empty = Files.write(folder.resolve("empty.json"), new byte[0]);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(log);
        }
        Path compressed = Files.write(folder.resolve("log.json.gz"), packed.toByteArray());
        ReadOptions options = ReadOptions.defaults().skippingBadInput(problem -> {});
        for (Path file : List.of(plain, small, empty, compressed)) {
            List<FlowTuple> expected = new ArrayList<>();
            try (FlowLogReader reader = FlowLogReader.open(file, options)) {
                drain(reader, expected);
            }
            for (int threads = 1; threads <= THREADS; threads++) {
                List<FlowTuple> rows = new ArrayList<>();
                try (ParallelFlowLogReader reader = ParallelFlowLogReader.open(file, options, threads, CHUNK_BYTES)) {
                    drain(reader, rows);
                    assertThat(reader.chunksTaken() > 0).as(file.toString()).isEqualTo(file == plain && threads > 1);
                }
                List<FlowTuple> unordered = Collections.synchronizedList(new ArrayList<>());
                try (ParallelFlowLogReader reader = ParallelFlowLogReader.open(file, options, threads, CHUNK_BYTES)) {
                    reader.forEach(batch -> add(batch, unordered));
                }
                assertThat(rows).as(file.toString()).isEqualTo(expected);
                assertThat(unordered).as(file.toString()).containsExactlyInAnyOrderElementsOf(expected);
            }
        }
    }

    @Test
    void refusesWhatCannotBeRead() {
        assertThatThrownBy(() -> ParallelFlowLogReader.open(folder.resolve("none.json")))
                .isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> ParallelFlowLogReader.open(folder, ReadOptions.defaults(), 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("threads must be at least 1, not 0");
    }

    private ParallelFlowLogReader over(PositionedBytes source) {
        return ParallelFlowLogReader.over(
                source, log.length, "log", () -> {}, ReadOptions.defaults(), THREADS, CHUNK_BYTES);
    }

    private PositionedBytes whole() {
        return (target, position) -> ParallelReadTest.read(log, target, position);
    }

    /** A source that does not answer from a place on. */
    private PositionedBytes blockingFrom(long from, CountDownLatch waiting) {
        return (ByteBuffer target, long position) -> {
            if (position >= from) {
                block(waiting);
            }
            int length = (int) Math.min(target.remaining(), from - position);
            target.put(log, (int) position, length);
            return length;
        };
    }

    private static void closeFromWithin(ParallelFlowLogReader reader) throws IOException {
        reader.close();
    }

    /** Waits for an interrupt. */
    private static void block(CountDownLatch waiting) throws IOException {
        waiting.countDown();
        try {
            TimeUnit.DAYS.sleep(1);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private static void throwIt(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) failure;
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <E extends Throwable> void throwUndeclared(Throwable failure) throws E {
        throw (E) failure;
    }

    private static void drain(FlowLogReader reader, List<FlowTuple> rows) throws IOException {
        FlowBatch batch = FlowBatch.withCapacity(10);
        while (reader.next(batch)) {
            add(batch, rows);
        }
    }

    private static void drain(ParallelFlowLogReader reader, List<FlowTuple> rows) throws IOException {
        FlowBatch batch = FlowBatch.withCapacity(10);
        while (reader.next(batch)) {
            add(batch, rows);
        }
    }

    private static void add(FlowBatch batch, List<FlowTuple> rows) {
        for (int row = 0; row < batch.size(); row++) {
            rows.add(batch.tuple(row));
        }
    }
}
