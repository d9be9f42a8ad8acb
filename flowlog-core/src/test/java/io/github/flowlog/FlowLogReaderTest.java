package io.github.flowlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.management.UnixOperatingSystemMXBean;
import io.github.flowlog.problem.BadInput;
import io.github.flowlog.problem.FlowLogParseException;
import io.github.flowlog.problem.ParseProblem;
import io.github.flowlog.synthetic.FlowLogGenerator;
import io.github.flowlog.synthetic.GeneratedFormat;
import io.github.flowlog.synthetic.GeneratorOptions;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.SequenceInputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The reader's contract towards its caller. */
final class FlowLogReaderTest {
    private static final String GOOD = record("\"1487282421,192.0.2.95,10.1.0.4,51529,5358,T,I,D\"");
    private static final String BAD = record("\"1487282421,192.0.2.950,10.1.0.4,51529,5358,T,I,D\"");

    @Test
    void givesTheSameRowsFromEveryKindOfSource(@TempDir Path folder) throws IOException {
        byte[] bytes = generated();
        Path file = Files.write(folder.resolve("PT1H.json"), bytes);
        ReadOptions options = ReadOptions.defaults();
        ByteBuffer direct = ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
        ByteBuffer middle = ByteBuffer.wrap(
                        ("[" + new String(bytes, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8))
                .position(1);
        List<FlowTuple> rows = rows(FlowLogReader.open(file));

        assertThat(rows).hasSizeGreaterThan(3_000);
        assertThat(rows(FlowLogReader.open(new ByteArrayInputStream(bytes), "x", options)))
                .isEqualTo(rows);
        assertThat(rows(FlowLogReader.open(Channels.newChannel(new ByteArrayInputStream(bytes)), "x", options)))
                .isEqualTo(rows);
        assertThat(rows(FlowLogReader.of(bytes, "x", options))).isEqualTo(rows);
        assertThat(rows(FlowLogReader.of(direct, "x", options))).isEqualTo(rows);
        assertThat(direct.remaining()).isEqualTo(bytes.length);
        assertThat(rows(FlowLogReader.of(ByteBuffer.wrap(bytes).asReadOnlyBuffer(), "x", options)))
                .isEqualTo(rows);
        assertThat(rows(FlowLogReader.of(middle, "x", options))).isEqualTo(rows);
        assertThat(middle.position()).isEqualTo(1);
    }

    @Test
    void endsEachBatchBehindTheRecordThatFillsIt() throws IOException {
        byte[] bytes = ("[" + GOOD + "," + GOOD + "," + GOOD + "]").getBytes(StandardCharsets.UTF_8);
        try (FlowLogReader reader = FlowLogReader.of(bytes, "x", ReadOptions.defaults())) {
            FlowBatch batch = FlowBatch.withCapacity(1);

            assertThat(reader.next(batch)).isTrue();

            assertThat(batch.size()).isEqualTo(1);
            assertThat(reader.resumePoint()).isEqualTo(new ResumePoint(1 + GOOD.length(), DocumentForm.ARRAY));
            assertThat(reader.firstRecordOrNull()).isEqualTo(new RecordRange(1, 1 + GOOD.length()));
        }
    }

    @Test
    void closesABatchWhoseDictionaryIsFull() throws IOException {
        byte[] bytes = generated();
        ReadOptions options =
                ReadOptions.defaults().withLimits(ReadLimits.defaults().withDistinctStrings(8));
        List<FlowTuple> rows = rows(FlowLogReader.of(bytes, "x", ReadOptions.defaults()));
        int batches = 0;
        try (FlowLogReader reader = FlowLogReader.of(bytes, "x", options)) {
            FlowBatch batch = FlowBatch.create();
            while (reader.next(batch)) {
                batches++;
            }
            assertThat(reader.stats().tuples()).isEqualTo(rows.size());
        }
        assertThat(batches).isGreaterThan(10);
    }

    @Test
    void returnsTheRowsBeforeABadRecordAndThenThrowsForGood() throws IOException {
        byte[] bytes = ("[" + GOOD + "," + BAD + "," + GOOD + "]").getBytes(StandardCharsets.UTF_8);
        try (FlowLogReader reader = FlowLogReader.of(bytes, "PT1H.json", ReadOptions.defaults())) {
            FlowBatch batch = FlowBatch.create();

            assertThat(reader.next(batch)).isTrue();
            assertThat(batch.size()).isEqualTo(1);
            for (int call = 0; call < 2; call++) {
                assertThatThrownBy(() -> reader.next(batch))
                        .isInstanceOfSatisfying(FlowLogParseException.class, thrown -> {
                            assertThat(thrown.badInput().field()).isEqualTo("source address");
                            assertThat(thrown.badInput().recordIndex()).isEqualTo(1);
                            assertThat(thrown.badInput().tupleIndex()).isZero();
                        })
                        .hasMessage("bad source address \"192.0.2.950\" at PT1H.json byte 316, record 1 tuple 0: "
                                + "octet above 255");
                assertThat(batch.size()).isZero();
            }
        }
    }

    @Test
    void refusesToReadOnceClosed() throws IOException {
        FlowLogReader reader = FlowLogReader.of(GOOD.getBytes(StandardCharsets.UTF_8), "x");
        reader.close();

        assertThatThrownBy(() -> reader.next(FlowBatch.create())).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void boundsEveryRowAndCode() throws IOException {
        FlowBatch batch = FlowBatch.create();
        try (FlowLogReader reader =
                FlowLogReader.of(GOOD.getBytes(StandardCharsets.UTF_8), "x", ReadOptions.defaults())) {
            assertThat(reader.next(batch)).isTrue();
        }

        assertThat(batch.rule(0)).isEqualTo("R");
        assertThatThrownBy(() -> batch.time(1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> batch.text(batch.dictionarySize())).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> batch.sourceIpv6High(0)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void neverReadsOnBehindAFailureOfTheSource() throws IOException {
        byte[] bytes = ("[" + GOOD + "," + GOOD + "," + GOOD + "," + GOOD + "]").getBytes(StandardCharsets.UTF_8);
        InputStream flaky = new InputStream() {
            private int at;
            private boolean failed;

            @Override
            public int read() {
                throw new UnsupportedOperationException();
            }

            @Override
            public int read(byte[] out, int from, int length) throws IOException {
                if (at > 3 * GOOD.length() && !failed) {
                    failed = true;
                    at += 20;
                    throw new IOException("the line dropped");
                }
                int count = Math.min(Math.min(length, 50), bytes.length - at);
                System.arraycopy(bytes, at, out, from, count);
                at += count;
                return count == 0 ? -1 : count;
            }
        };
        try (FlowLogReader reader =
                FlowLogReader.open(flaky, "x", ReadOptions.defaults().withBufferBytes(64))) {
            FlowBatch batch = FlowBatch.create();

            assertThat(reader.next(batch)).isTrue();
            assertThat(batch.size()).isEqualTo(3);
            for (int call = 0; call < 2; call++) {
                assertThatThrownBy(() -> reader.next(batch))
                        .isInstanceOf(IOException.class)
                        .hasMessage("the line dropped");
            }
            assertThat(reader.stats().tuples()).isEqualTo(3);
        }
    }

    @Test
    void givesTheRecordsThatCameTogetherWithAFailure() throws IOException {
        byte[] bytes = ("[" + GOOD + "," + GOOD + "," + GOOD.substring(0, 50)).getBytes(StandardCharsets.UTF_8);
        InputStream failing = new SequenceInputStream(new ByteArrayInputStream(bytes), new InputStream() {
            @Override
            public int read() {
                throw new UnsupportedOperationException();
            }

            @Override
            public int read(byte[] out, int from, int length) throws IOException {
                throw new IOException("the line dropped");
            }
        });
        try (FlowLogReader reader = FlowLogReader.open(failing, "x")) {
            FlowBatch batch = FlowBatch.create();

            assertThat(reader.next(batch)).isTrue();
            assertThat(batch.size()).isEqualTo(2);
            assertThatThrownBy(() -> reader.next(batch))
                    .isInstanceOf(IOException.class)
                    .hasMessage("the line dropped");
        }
    }

    @Test
    void givesARecordThatIsWholeWhereTheSourceFailsBehindIt() throws IOException {
        String tuple = GOOD.substring(GOOD.indexOf("[\"1") + 1, GOOD.indexOf("\"]") + 1);
        String large = GOOD.replace(tuple, String.join(",", Collections.nCopies(100, tuple)));
        // more than is read ahead, then a smaller record, whole, and the beginning of another one
        String log = "[" + String.join(",", Collections.nCopies(150_000 / large.length(), large)) + "," + GOOD + ","
                + large.substring(0, 20);
        byte[] bytes = log.getBytes(StandardCharsets.UTF_8);
        InputStream failing = new InputStream() {
            private int at;

            @Override
            public int read() {
                throw new UnsupportedOperationException();
            }

            @Override
            public int read(byte[] out, int from, int length) throws IOException {
                if (at == bytes.length) {
                    throw new IOException("the line dropped");
                }
                int count = Math.min(Math.min(length, 60_000), bytes.length - at);
                System.arraycopy(bytes, at, out, from, count);
                at += count;
                return count;
            }

            @Override
            public int available() {
                return 1;
            }
        };
        try (FlowLogReader reader = FlowLogReader.open(failing, "x")) {
            FlowBatch batch = FlowBatch.create();

            assertThat(reader.next(batch)).isTrue();
            assertThat(batch.size()).isEqualTo(150_000 / large.length() * 100 + 1);
            assertThatThrownBy(() -> reader.next(batch))
                    .isInstanceOf(IOException.class)
                    .hasMessage("the line dropped");
        }
    }

    @Test
    void waitsForAStreamThatReturnsNothing() throws IOException {
        byte[] bytes = ("[" + GOOD + "," + GOOD + "]").getBytes(StandardCharsets.UTF_8);
        InputStream lazy = new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] out, int from, int length) {
                return 0;
            }
        };

        assertThat(rows(FlowLogReader.open(lazy, "x", ReadOptions.defaults()))).hasSize(2);
    }

    @Test
    void numbersTheRecordBehindAnUnreadableOne() throws IOException {
        byte[] bytes = (GOOD + "\n{\"time\":}\n" + GOOD + "\n" + BAD).getBytes(StandardCharsets.UTF_8);
        List<BadInput> problems = new ArrayList<>();
        try (FlowLogReader reader =
                FlowLogReader.of(bytes, "x", ReadOptions.defaults().skippingBadInput(problems::add))) {
            assertThat(reader.tuples()).hasSize(2);
        }

        assertThat(problems).extracting(BadInput::recordIndex).containsExactly(1, 3);
    }

    @Test
    void keepsNothingOfMillionsOfEmptyRecords() throws IOException {
        String empty = "{\"time\":\"2025-01-01T00:00:00Z\",\"properties\":{\"Version\":1,\"flows\":[]}}\n";
        byte[] block = empty.repeat(1_000).getBytes(StandardCharsets.UTF_8);
        InputStream endless = new InputStream() {
            private long left = 300L * block.length;

            @Override
            public int read() {
                throw new UnsupportedOperationException();
            }

            @Override
            public int read(byte[] out, int from, int length) {
                if (left == 0) {
                    return -1;
                }
                int at = (int) (block.length - 1 - (left - 1) % block.length);
                int count = (int) Math.min(Math.min(length, block.length - at), left);
                System.arraycopy(block, at, out, from, count);
                left -= count;
                return count;
            }
        };
        try (FlowLogReader reader = FlowLogReader.open(endless, "x", ReadOptions.defaults())) {
            FlowBatch batch = FlowBatch.create();

            assertThat(reader.next(batch)).isFalse();

            assertThat(reader.stats().records()).isEqualTo(300_000);
            assertThat(batch.dictionarySize()).isEqualTo(1);
        }
    }

    @Test
    void returnsAllRowsBeforeAFailureInTheSearchForTheNextLine() throws IOException {
        byte[] bytes = (GOOD + "\n[}" + " ".repeat(500)).getBytes(StandardCharsets.UTF_8);
        InputStream broken = new SequenceInputStream(new ByteArrayInputStream(bytes), failing());
        List<BadInput> problems = new ArrayList<>();
        ReadOptions options = ReadOptions.defaults().withBufferBytes(64).skippingBadInput(problems::add);
        try (FlowLogReader reader = FlowLogReader.open(broken, "x", options)) {
            FlowBatch batch = FlowBatch.create();

            assertThat(reader.next(batch)).isTrue();
            assertThat(batch.size()).isEqualTo(1);
            for (int call = 0; call < 2; call++) {
                assertThatThrownBy(() -> reader.next(batch))
                        .isInstanceOf(IOException.class)
                        .hasMessage("the line dropped");
            }
            assertThat(problems).extracting(BadInput::problem).containsExactly(ParseProblem.SYNTAX);
            assertThat(reader.stats().unreadBytes()).isEqualTo(501);
        }
    }

    @Test
    void returnsTheRowsBeforeAnExceptionOfTheListener() throws IOException {
        for (String bad : List.of("[}", BAD)) {
            byte[] bytes = (GOOD + "\n" + bad).getBytes(StandardCharsets.UTF_8);
            ReadOptions options = ReadOptions.defaults().skippingBadInput(problem -> {
                throw new IllegalStateException("enough");
            });
            try (FlowLogReader reader = FlowLogReader.of(bytes, "x", options)) {
                FlowBatch batch = FlowBatch.create();

                assertThat(reader.next(batch)).isTrue();
                for (int call = 0; call < 2; call++) {
                    assertThatThrownBy(() -> reader.next(batch)).hasMessage("enough");
                }
            }
        }
    }

    @Test
    void readsEverythingUnderTheSmallestLimitOfStrings() throws IOException {
        ReadOptions options =
                ReadOptions.defaults().withLimits(ReadLimits.defaults().withDistinctStrings(1));

        assertThat(rows(FlowLogReader.of((GOOD + "\n" + GOOD).getBytes(StandardCharsets.UTF_8), "x", options)))
                .hasSize(2);
    }

    @Test
    void closesABatchWhoseStringsAreLong() throws IOException {
        StringBuilder log = new StringBuilder();
        for (int i = 0; i < 100; i++) {
            log.append(GOOD.replace("\"R\"", "\"" + "R".repeat(3_000) + i + "\""))
                    .append('\n');
        }
        ReadOptions options =
                ReadOptions.defaults().withLimits(ReadLimits.defaults().withRecordBytes(4_096));
        byte[] bytes = log.toString().getBytes(StandardCharsets.UTF_8);
        try (FlowLogReader reader = FlowLogReader.of(bytes, "x", options)) {
            FlowBatch batch = FlowBatch.create();
            while (reader.next(batch)) {
                int held = IntStream.range(0, batch.dictionarySize())
                        .map(code -> batch.text(code).length())
                        .sum();
                assertThat(held).isLessThan(2 * 4_096);
            }
            assertThat(reader.stats().tuples()).isEqualTo(100);
        }
    }

    @Test
    void leavesTheArrayAsItIsWhenAByteOrderMarkIsCutOff() {
        byte[] bytes = {1, 2, 3, 4, (byte) 0xEF, (byte) 0xBB};
        byte[] before = bytes.clone();

        try (FlowLogReader reader = FlowLogReader.of(ByteBuffer.wrap(bytes).position(4), "x", ReadOptions.defaults())) {
            assertThatThrownBy(() -> reader.next(FlowBatch.create())).isInstanceOf(FlowLogParseException.class);
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }

        assertThat(bytes).isEqualTo(before);
    }

    @Test
    void refusesToGoOnBehindTheEndOfAFile(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("PT1H.json"), GOOD);
        ResumePoint behind = new ResumePoint(GOOD.length() + 1L, DocumentForm.LINES);

        assertThatThrownBy(() -> FlowLogReader.resume(file, "x", behind, ReadOptions.defaults()))
                .isInstanceOf(EOFException.class)
                .hasMessageContaining("PT1H.json");
    }

    @Test
    void keepsNothingOpenOfWhatCannotBeRead(@TempDir Path folder) {
        OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
        assumeThat(system).isInstanceOf(UnixOperatingSystemMXBean.class);
        long before = ((UnixOperatingSystemMXBean) system).getOpenFileDescriptorCount();

        for (int i = 0; i < 200; i++) {
            assertThatThrownBy(() -> FlowLogReader.open(folder)).isInstanceOf(IOException.class);
        }

        assertThat(((UnixOperatingSystemMXBean) system).getOpenFileDescriptorCount())
                .isLessThan(before + 100);
    }

    @Test
    void countsNothingAsSkippedWhenStrict() throws IOException {
        for (String bad : List.of("[1]", "{}", "{\"records\":1}", BAD)) {
            byte[] bytes = bad.getBytes(StandardCharsets.UTF_8);
            try (FlowLogReader reader = FlowLogReader.of(bytes, "x", ReadOptions.defaults())) {
                assertThatThrownBy(() -> reader.next(FlowBatch.create())).isInstanceOf(FlowLogParseException.class);
                assertThat(reader.stats().hasSkipped()).as(bad).isFalse();
            }
        }
    }

    @Test
    void keepsThePartsOfAProblemWhenItsExceptionIsSerialized() throws Exception {
        FlowLogParseException thrown = catchThrowableOfType(
                FlowLogParseException.class,
                () -> rows(FlowLogReader.of(BAD.getBytes(StandardCharsets.UTF_8), "x", ReadOptions.defaults())));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new ObjectOutputStream(out).writeObject(thrown);

        Object copy = new ObjectInputStream(new ByteArrayInputStream(out.toByteArray())).readObject();

        assertThat(((FlowLogParseException) copy).badInput()).isEqualTo(thrown.badInput());
    }

    private static InputStream failing() {
        return new InputStream() {
            @Override
            public int read() {
                throw new UnsupportedOperationException();
            }

            @Override
            public int read(byte[] out, int from, int length) throws IOException {
                throw new IOException("the line dropped");
            }
        };
    }

    private static List<FlowTuple> rows(FlowLogReader reader) throws IOException {
        try (reader) {
            return reader.tuples().toList();
        }
    }

    private static byte[] generated() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        FlowLogGenerator.of(GeneratorOptions.defaults()
                        .withSeed(5)
                        .withFormat(GeneratedFormat.MIXED)
                        .withIpv6Share(0.1)
                        .withTargetBytes(400_000))
                .writeTo(out);
        return out.toByteArray();
    }

    private static String record(String tuple) {
        return "{\"time\":\"2025-01-01T00:00:00Z\",\"properties\":{\"Version\":1,\"flows\":[{\"rule\":\"R\",\"flows\":["
                + "{\"mac\":\"000D3AF8801A\",\"flowTuples\":[" + tuple + "]}]}]}}";
    }
}
