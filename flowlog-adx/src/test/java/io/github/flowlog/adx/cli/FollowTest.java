package io.github.flowlog.adx.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import io.github.flowlog.adx.Logs;
import io.github.flowlog.adx.cli.terminal.ExitCode;
import io.github.flowlog.adx.cli.terminal.Terminal;
import io.github.flowlog.adx.node.Azurite;
import io.github.flowlog.adx.storage.GrowingBlob;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code show --follow}; flows are told by the number of their record, which stands in the source address. */
@Timeout(300)
@Tag("long")
class FollowTest {
    private static final String NSG = "resourceId=/SUBSCRIPTIONS/S1/RESOURCEGROUPS/RG1/PROVIDERS/MICROSOFT.NETWORK"
            + "/NETWORKSECURITYGROUPS/WEB-NSG/";
    /** The hour in which the clock of a test stands. */
    private static final String NOW = "y=2017/m=03/d=21/h=18/m=00/macAddress=002248814162/PT1H.json";

    private static final String BEFORE = NOW.replace("h=18", "h=17");

    @TempDir
    private Path directory;

    @Test
    void printsWhatIsLoggedFromNowOn() throws Exception {
        Path log = directory.resolve("PT1H.json");
        replace(log, Logs.envelope(Logs.record(1), Logs.record(2)));
        Following following = follow("PT1H.json");
        following.awaitLook();

        replace(log, Logs.envelope(Logs.record(1), Logs.record(2), Logs.record(3)));
        following.await(3);
        replace(log, Logs.envelope(Logs.record(1), Logs.record(2), Logs.record(3), Logs.record(4)));
        following.await(3, 4);

        assertThat(following.stop()).isEqualTo(ExitCode.INTERRUPTED);
        assertThat(following.err()).hasLineCount(1).startsWith("Read 1 file, 4 records, 8 tuples; matched 4;");
    }

    @Test
    void waitsForTheEndOfARecord() throws Exception {
        Path log = directory.resolve("PT1H.json");
        String first = "{\"records\":[" + Logs.record(1) + "," + Logs.record(2);
        replace(log, first.substring(0, first.length() - 20));
        Following following = follow("--from", "2020-01-01", "PT1H.json");
        following.await(1);

        Files.writeString(log, first.substring(first.length() - 20), StandardOpenOption.APPEND);
        following.await(1, 2);

        assertThat(following.stop()).isEqualTo(ExitCode.INTERRUPTED);
        assertThat(following.err()).hasLineCount(1).contains("skipped 0");
    }

    @Test
    void readsALogThatIsWrittenAnewFromItsStart() throws Exception {
        Path log = directory.resolve("PT1H.json");
        replace(log, Logs.envelope(Logs.record(1), Logs.record(2)));
        Following following = follow("PT1H.json");
        following.awaitLook();

        replace(log, Logs.envelope(Logs.record(3), Logs.record(4), Logs.record(5)));
        following.await(3, 4, 5);
        replace(log, Logs.envelope(Logs.record(6)));
        following.await(3, 4, 5, 6);

        following.stop();
    }

    @Test
    void takesNewFilesUp() throws Exception {
        Files.createDirectories(directory.resolve("logs"));
        replace(directory.resolve("logs/a.json"), Logs.envelope(Logs.record(1)));
        Following following = follow("logs");
        following.awaitLook();

        replace(directory.resolve("logs/b.jsonl"), Logs.record(2) + "\n");
        following.await(2);
        Files.writeString(directory.resolve("logs/b.jsonl"), Logs.record(3) + "\n", StandardOpenOption.APPEND);
        following.await(2, 3);

        following.stop();
    }

    @Test
    void reportsABadRecordOnceAndGoesOn() throws Exception {
        Path log = directory.resolve("PT1H.json");
        replace(log, "{\"records\":[" + Logs.record(1));
        Following following = follow("PT1H.json");
        following.awaitLook();

        Files.writeString(log, ",{\"time\":1}," + Logs.record(2), StandardOpenOption.APPEND);
        following.await(2);
        Files.writeString(log, "," + Logs.record(3), StandardOpenOption.APPEND);
        following.await(2, 3);
        Files.writeString(log, "," + Logs.record(4) + ", oops", StandardOpenOption.APPEND);
        following.await(2, 3, 4);
        following.awaitSaid("Skipped the rest of a document");
        Files.writeString(log, "," + Logs.record(5), StandardOpenOption.APPEND);
        following.awaitLook();

        following.stop();
        assertThat(following.err().lines().filter(line -> line.startsWith("Skipped")))
                .hasSize(2);
    }

    @Test
    void stopsAtTheLimit() throws Exception {
        Path log = directory.resolve("PT1H.json");
        replace(log, Logs.envelope(Logs.record(1), Logs.record(2)));

        Following following = follow("--from", "2020-01-01", "-n", "3", "PT1H.json");

        assertThat(following.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(following.records()).containsExactly(1, 1, 2);
    }

    @Test
    void endsWhenNobodyReadsOn() throws Exception {
        Path log = directory.resolve("PT1H.json");
        replace(log, Logs.envelope(Logs.record(1)));
        Following following = new Following(new ClosedPipe(), "--from", "2020-01-01", "PT1H.json");

        assertThat(following.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(following.err()).isEmpty();
    }

    @Test
    void refusesWhatCannotBeFollowed() {
        for (List<String> words :
                List.of(List.of("-"), List.of("--sort", "time", "x.json"), List.of("--to", "2017-03-21", "x.json"))) {
            Cli.Result result = new Cli(directory)
                    .run(Stream.concat(Stream.of("show", "--follow"), words.stream())
                            .toArray(String[]::new));
            assertThat(result.exitCode()).as("%s", words).isEqualTo(ExitCode.USAGE);
            assertThat(result.err()).contains("--follow");
        }
    }

    @Test
    void printsEachBlockOfAnAccountOnce() throws Exception {
        BlobContainerClient container = container();
        GrowingBlob old = new GrowingBlob(container, NSG + BEFORE);
        old.append(Logs.record(1));
        GrowingBlob blob = new GrowingBlob(container, NSG + NOW);
        blob.append(Logs.record(2));
        Following following = follow(container.getBlobContainerUrl());
        following.awaitLook();

        old.append(Logs.record(3));
        int[] expected = IntStream.range(10, 20).toArray();
        for (int number : expected) {
            blob.append(Logs.record(number));
        }
        following.await(expected);
        new GrowingBlob(container, NSG.replace("WEB", "NEW") + NOW).append(Logs.record(30));
        following.await(
                IntStream.concat(IntStream.of(expected), IntStream.of(30)).toArray());

        assertThat(following.stop()).isEqualTo(ExitCode.INTERRUPTED);
    }

    @Test
    void printsWhatAnAccountHoldsSinceATime() throws Exception {
        BlobContainerClient container = container();
        new GrowingBlob(container, NSG + BEFORE).append(Logs.record(1));
        GrowingBlob blob = new GrowingBlob(container, NSG + NOW);
        blob.append(Logs.record(2));
        Following following = follow("--from", "2017-03-21T17:00", container.getBlobContainerUrl());
        following.await(1, 2);

        blob.append(Logs.record(3));
        following.await(1, 2, 3);

        assertThat(following.stop()).isEqualTo(ExitCode.INTERRUPTED);
    }

    private Following follow(String... words) {
        return new Following(new Watched(), words);
    }

    /** Nobody sees half a file. */
    private void replace(Path file, String text) throws IOException {
        Path written = Files.writeString(directory.resolve("written"), text);
        Files.move(written, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private static BlobContainerClient container() throws Exception {
        return new BlobServiceClientBuilder()
                .connectionString(Azurite.shared().connectionString())
                .buildClient()
                .createBlobContainer("follow-" + UUID.randomUUID());
    }

    /** A run of the command in another thread. */
    private final class Following {
        private final Watched out;
        private final Watched err = new Watched();
        private final AtomicReference<Runnable> atCtrlC = new AtomicReference<>();
        private final AtomicBoolean interrupted = new AtomicBoolean();
        private final CompletableFuture<Integer> exitCode;

        Following(Watched out, String... words) {
            this.out = out;
            Cli cli = new Cli(directory)
                    .withOutput(Terminal.OutputKind.PIPE, out)
                    .withErr(err)
                    .withInterrupts(firstTime -> {
                        atCtrlC.set(firstTime);
                        return interrupted::get;
                    });
            if (words[words.length - 1].startsWith("http")) {
                cli.withEnvironment("STORAGE_ACCOUNT_KEY", key());
            }
            String[] all = Stream.concat(
                            Stream.of("show", "--follow", "-o", "csv", "--columns", "srcip"), Stream.of(words))
                    .toArray(String[]::new);
            // a thread of its own: in the common pool, which may have one thread, it would keep out the storage library
            exitCode = CompletableFuture.supplyAsync(
                    () -> cli.run(all).exitCode(), task -> new Thread(task, "following").start());
        }

        private static String key() {
            try {
                return Azurite.shared().key();
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        /** The number of the record of each row, in their order. */
        List<Integer> records() {
            return out.text()
                    .lines()
                    .skip(1)
                    .map(line -> Integer.valueOf(line.substring(line.lastIndexOf('.') + 1)))
                    .toList();
        }

        /** Waits until there are the rows of these records, two of each, and no others. */
        void await(int... numbers) throws InterruptedException {
            List<Integer> expected = IntStream.of(numbers)
                    .flatMap(number -> IntStream.of(number, number))
                    .boxed()
                    .toList();
            awaitThat(() -> records().size() >= expected.size());
            assertThat(records()).containsExactlyInAnyOrderElementsOf(expected);
        }

        void awaitSaid(String text) throws InterruptedException {
            awaitThat(() -> err().contains(text));
        }

        /** Waits until everything was looked at that is there now. */
        void awaitLook() throws InterruptedException {
            int before = out.flushes();
            awaitThat(() -> out.flushes() >= before + 2);
        }

        private void awaitThat(BooleanSupplier condition) throws InterruptedException {
            while (!condition.getAsBoolean()) {
                assertThat(exitCode).as(this::err).isNotDone();
                TimeUnit.MILLISECONDS.sleep(20);
            }
        }

        String err() {
            return err.text();
        }

        int exitCode() throws Exception {
            return exitCode.get();
        }

        int stop() throws Exception {
            interrupted.set(true);
            atCtrlC.get().run();
            return exitCode();
        }
    }

    /** Output that can be looked at while it is written. */
    private static class Watched extends OutputStream {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private int flushes;

        @Override
        public synchronized void write(int b) throws IOException {
            bytes.write(b);
        }

        @Override
        public synchronized void write(byte[] from, int offset, int length) throws IOException {
            bytes.write(from, offset, length);
        }

        @Override
        public synchronized void flush() throws IOException {
            flushes++;
        }

        synchronized int flushes() {
            return flushes;
        }

        synchronized String text() {
            return bytes.toString(StandardCharsets.UTF_8);
        }
    }

    /** What a pipe is whose reader has gone. */
    private static final class ClosedPipe extends Watched {
        @Override
        public synchronized void write(byte[] from, int offset, int length) throws IOException {
            throw new IOException("Broken pipe");
        }
    }
}
