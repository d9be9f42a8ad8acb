package io.github.flowlog.adx;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flowlog.synthetic.FlowLogGenerator;
import io.github.flowlog.synthetic.GeneratedFormat;
import io.github.flowlog.synthetic.GeneratorOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Real processes that load growing, rewritten and compressed logs, and are ended by SIGKILL at a random moment or by a
 * halt behind a step of a commit: at the end every tuple of every log is there once.
 *
 * <p>{@code -Dflowlog.rounds=N} sets how often, 20 when not set; {@code -Dflowlog.seed=N} repeats a run's choices.
 */
@Tag("long")
class KillTest {
    private static final int ROUNDS = Integer.getInteger("flowlog.rounds", 20);
    private static final long BATCH_BYTES = 20_000;

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Store.class)
    void losesAndDoublesNothingWhenKilledAtAnyMoment(Store store) throws Exception {
        Long given = Long.getLong("flowlog.seed");
        long seed = given != null ? given : new Random().nextLong();
        Random random = new Random(seed);
        LoadFixture fixture = new LoadFixture(store, folder);
        List<GrowingLog> logs = new ArrayList<>();
        for (GeneratedFormat format : GeneratedFormat.values()) {
            logs.add(new GrowingLog(folder.resolve(format + ".json"), format, random.nextLong()));
        }
        Path rewritten = folder.resolve("rewritten.json");
        Path compressed = fixture.write("compressed.json.gz", LoadFixture.gzip(Logs.envelope(Logs.records(0, 59))));
        List<Path> files = new ArrayList<>(List.of(compressed, rewritten));
        logs.forEach(log -> files.add(log.file));

        int killed = 0;
        for (int round = 0; round < ROUNDS; round++) {
            for (GrowingLog log : logs) {
                log.grow(1 + random.nextInt(4));
            }
            Files.writeString(rewritten, Logs.envelope(Logs.records(random.nextInt(4), 10 + random.nextInt(40))));
            Collections.shuffle(files, random);
            killed += runAndKill(store, files, random) ? 1 : 0;
        }
        fixture.load(files.toArray(Path[]::new));

        List<String> expected = new ArrayList<>();
        for (Path file : files) {
            boolean gzip = file.equals(compressed);
            expected.addAll(
                    gzip
                            ? LoadFixture.expectedPlaces(Logs.envelope(Logs.records(0, 59)))
                            : LoadFixture.expectedPlaces(Files.readAllBytes(file)));
        }
        Collections.sort(expected);
        String repeat = "-Dflowlog.seed=" + seed + ", " + killed + " of " + ROUNDS + " rounds killed";
        List<String> rows = fixture.rows();
        assertThat(rows).as(repeat).doesNotHaveDuplicates().hasSize(expected.size());
        assertThat(fixture.places()).as(repeat).isEqualTo(expected);
        assertThat(store.query(folder, "SELECT count(DISTINCT SourceId)::VARCHAR FROM {FlowLogs}"))
                .as(repeat)
                .containsExactly(Integer.toString(files.size()));
        assertThat(store.query(
                        folder,
                        "SELECT count(*)::VARCHAR FROM (SELECT DISTINCT SourceId FROM {FlowLogs}) WHERE SourceId NOT IN "
                                + "(SELECT SourceId FROM {FlowLogSources})"))
                .as(repeat)
                .containsExactly("0");
        assertThat(fixture.quarantine()).as(repeat).isEmpty();
        assertThat(fixture.load(files.toArray(Path[]::new)).batches())
                .as(repeat)
                .isZero();
        assertThat(killed).as(repeat).isPositive();
    }

    private boolean runAndKill(Store store, List<Path> files, Random random) throws IOException, InterruptedException {
        boolean atStep = random.nextInt(3) == 0;
        List<String> steps = store.steps();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-Djava.io.tmpdir=" + folder.resolve("scratch"),
                "-cp",
                System.getProperty("java.class.path"),
                LoadProcess.class.getName(),
                store.name(),
                folder.toString(),
                Long.toString(BATCH_BYTES),
                atStep ? steps.get(random.nextInt(steps.size())) : "-",
                Integer.toString(1 + random.nextInt(3))));
        files.forEach(file -> command.add(file.toString()));
        // a killed process cannot delete what DuckDB's driver unpacked
        Path scratch = Files.createDirectories(folder.resolve("scratch"));
        Path output = folder.resolve("output.txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        int wait = random.nextInt(500);
        while (process.isAlive() && Files.size(output) == 0) {
            Thread.sleep(2);
        }
        if (!atStep && !process.waitFor(wait, TimeUnit.MILLISECONDS)) {
            process.destroyForcibly();
        }
        int exit = process.waitFor();
        try (DirectoryStream<Path> left = Files.newDirectoryStream(scratch)) {
            for (Path file : left) {
                Files.delete(file);
            }
        }
        assertThat(exit).as(() -> text(output)).isIn(0, 137);
        return exit == 137;
    }

    private static String text(Path output) {
        try {
            return Files.readString(output);
        } catch (IOException unreadable) {
            return unreadable.toString();
        }
    }

    /** A log that gets some of its blocks at a time, with the closing brackets behind them each time. */
    private static final class GrowingLog {
        private final Path file;
        private final List<byte[]> blocks = new ArrayList<>();
        private int written;

        GrowingLog(Path file, GeneratedFormat format, long seed) {
            this.file = file;
            GeneratorOptions options = GeneratorOptions.defaults()
                    .withSeed(seed)
                    .withFormat(format)
                    .withTargetBytes(4_000L * 3 * ROUNDS);
            FlowLogGenerator.of(options).blocks().forEach(blocks::add);
        }

        void grow(int count) throws IOException {
            written = Math.min(blocks.size() - 1, Math.max(1, written) + count);
            ByteArrayOutputStream text = new ByteArrayOutputStream();
            for (byte[] block : blocks.subList(0, written)) {
                text.write(block);
            }
            text.write("]}".getBytes(StandardCharsets.US_ASCII));
            Files.write(file, text.toByteArray());
        }
    }
}
