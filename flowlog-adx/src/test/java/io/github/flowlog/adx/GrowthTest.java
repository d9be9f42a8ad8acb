package io.github.flowlog.adx;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flowlog.adx.ledger.SourceKey;
import io.github.flowlog.adx.source.LogFile;
import io.github.flowlog.adx.target.LoadTarget;
import io.github.flowlog.synthetic.FlowLogGenerator;
import io.github.flowlog.synthetic.GeneratedFormat;
import io.github.flowlog.synthetic.GeneratorMode;
import io.github.flowlog.synthetic.GeneratorOptions;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** However a log grows and however often it is loaded meanwhile, its rows are those of one load of the whole. */
@Tag("long")
class GrowthTest {
    private static final byte[] END = "]}".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    Path folder;

    static Stream<Arguments> storesAndFormats() {
        return Arrays.stream(Store.values())
                .flatMap(store -> Arrays.stream(GeneratedFormat.values()).map(format -> Arguments.of(store, format)));
    }

    @ParameterizedTest
    @MethodSource("storesAndFormats")
    void loadsBlockByBlockWhatOneLoadLoads(Store store, GeneratedFormat format) throws Exception {
        Long given = Long.getLong("flowlog.seed");
        long seed = given != null ? given : new Random().nextLong();
        GeneratorOptions options = GeneratorOptions.defaults()
                .withSeed(seed)
                .withFormat(format)
                .withMode(GeneratorMode.REALISTIC)
                .withNics(2)
                .withTargetBytes(120_000);
        List<byte[]> blocks = new ArrayList<>();
        FlowLogGenerator.of(options).blocks().forEach(blocks::add);
        LoadFixture fixture = new LoadFixture(store, folder);
        Path file = folder.resolve("a.json");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (LoadTarget target = store.open(folder)) {
            for (byte[] block : blocks.subList(0, blocks.size() - 1)) {
                bytes.write(block);
                Files.write(file, concatenation(bytes.toByteArray(), END));
                LoadReport report = LoadFixture.load(FlowLogLoader.create(target), file);
                assertThat(report.isComplete()).as("-Dflowlog.seed=" + seed).isTrue();
                assertThat(report.replacedRows()).as("-Dflowlog.seed=" + seed).isZero();
            }
        }
        List<String> grown = fixture.rows();
        LoadFixture once = new LoadFixture(store, Files.createDirectory(folder.resolve("once")));
        once.load(file);

        assertThat(grown).as("-Dflowlog.seed=" + seed).isEqualTo(once.rows()).isNotEmpty();
        assertThat(fixture.places())
                .as("-Dflowlog.seed=" + seed)
                .isEqualTo(LoadFixture.expectedPlaces(Files.readAllBytes(file)));
    }

    static Stream<Arguments> smallLogs() {
        String bad = Logs.record(20, 5, Logs.tuple(5, 0), "bad", Logs.tuple(5, 2));
        return Stream.of(
                Arguments.of("envelope", Logs.envelope(Logs.record(1), bad, Logs.record(3))),
                Arguments.of("array", Logs.array(Logs.record(1), bad, Logs.record(3))),
                Arguments.of("lines", Logs.lines(Logs.record(1), bad, Logs.record(3))),
                Arguments.of("pretty", Logs.pretty(Logs.record(1), Logs.record(2))),
                Arguments.of("nested", Logs.envelope(Logs.envelope(Logs.record(1), Logs.record(2)), Logs.record(3))),
                Arguments.of(
                        "documents",
                        Logs.envelope(Logs.record(1)) + "\n" + Logs.envelope() + "\n" + Logs.array(Logs.record(2))
                                + "\n" + Logs.record(3)),
                Arguments.of("byte order mark", "\uFEFF" + Logs.envelope(Logs.record(1), Logs.record(2))),
                Arguments.of(
                        "syntax error", Logs.record(1) + "\n{\"time\":nonsense}\n" + Logs.lines(Logs.records(2, 4))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("smallLogs")
    void goesOnFromWhereverItWasCut(String name, String text) throws Exception {
        byte[] whole = text.getBytes(StandardCharsets.UTF_8);
        List<String> expected = LoadFixture.expectedPlaces(whole);
        MemoryTarget once = new MemoryTarget(Files.createDirectory(folder.resolve("once")));
        Path complete = Files.write(folder.resolve("complete.json"), whole);
        LoadFixture.load(FlowLogLoader.create(once), complete);
        int problems = once.quarantine().size();
        Path spool = Files.createDirectory(folder.resolve("spool"));
        for (int cut = 0; cut <= whole.length; cut++) {
            MemoryTarget target = new MemoryTarget(spool);
            FlowLogLoader loader = FlowLogLoader.create(target);
            Path renamed = folder.resolve("cut-" + cut + ".json");
            Files.write(renamed, Arrays.copyOf(whole, cut));
            LoadFixture.load(loader, renamed);
            Files.write(renamed, whole);
            LoadFixture.load(loader, renamed);
            SourceKey key = SourceKey.of(LogFile.of(renamed));
            assertThat(target.places(key)).as("%s cut at %s", name, cut).isEqualTo(expected);
            assertThat(target.cursors(key)).as("%s cut at %s", name, cut).hasSize(1);
            String sourceId = target.cursors(key).get(0).sourceId();
            assertThat(target.quarantine(sourceId))
                    .as("%s cut at %s", name, cut)
                    .hasSize(problems);
            assertThat(target.quarantine(SourceIds.withoutRecords(LogFile.of(renamed))))
                    .as("%s cut at %s", name, cut)
                    .isEmpty();
            Files.delete(renamed);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("smallLogs")
    void growsByOneByteAtATime(String name, String text) throws Exception {
        byte[] whole = text.getBytes(StandardCharsets.UTF_8);
        MemoryTarget target = new MemoryTarget(Files.createDirectory(folder.resolve("spool")));
        FlowLogLoader loader = FlowLogLoader.create(target);
        Path file = folder.resolve("a.json");
        for (int size = 0; size <= whole.length; size++) {
            Files.write(file, Arrays.copyOf(whole, size));
            LoadReport report = LoadFixture.load(loader, file);
            assertThat(report.replacedRows()).as("%s at size %s", name, size).isZero();
        }

        assertThat(target.places(SourceKey.of(LogFile.of(file)))).as(name).isEqualTo(LoadFixture.expectedPlaces(whole));
        assertThat(target.rows()).as(name).doesNotHaveDuplicates();
    }

    private static byte[] concatenation(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
