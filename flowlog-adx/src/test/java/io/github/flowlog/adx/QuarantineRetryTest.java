package io.github.flowlog.adx;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flowlog.FlowBatch;
import io.github.flowlog.FlowLogReader;
import io.github.flowlog.ReadLimits;
import io.github.flowlog.ReadOptions;
import io.github.flowlog.adx.SourceOutcome.Kind;
import io.github.flowlog.adx.ledger.QuarantineEntry;
import io.github.flowlog.adx.source.FlowLogSource;
import io.github.flowlog.adx.source.LogFile;
import io.github.flowlog.adx.source.StoredState;
import io.github.flowlog.adx.target.LoadTarget;
import io.github.flowlog.filter.FlowFilter;
import io.github.flowlog.problem.BadInputPolicy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What could not be read is read once more: what is readable now is loaded once, whatever happens in between. */
class QuarantineRetryTest {
    private static final ReadLimits HIGHER = ReadLimits.defaults().withNameBytes(8_192);
    private static final String LONG_RULE = "r".repeat(5_000);
    /** So long that bytes before it are not looked at to tell whether a file is what it was. */
    private static final String LAST = Logs.record(59).replaceFirst("\\{", "{\"pad\":\"" + "x".repeat(70_000) + "\",");

    @TempDir
    Path folder;

    private static final class Fault extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private static String tooLong(int minute, String... tuples) {
        return Logs.ruledRecord("2022-05-02T20:" + minute + ":37Z", Logs.MAC, LONG_RULE, tuples);
    }

    private static Map<String, FlowLogSource> quarantined(LoadTarget target) {
        Map<String, FlowLogSource> sources = new LinkedHashMap<>();
        target.ledger().forEachQuarantined(entry -> {
            try {
                sources.put(entry.sourceId(), LogFile.of(Path.of(entry.key().path())));
            } catch (IOException gone) {
                throw new UncheckedIOException(gone);
            }
        });
        return sources;
    }

    private static RetryReport retry(LoadTarget target, ReadLimits limits, long batchBytes) throws IOException {
        return QuarantineRetry.create(target, limits, batchBytes).retry(quarantined(target), () -> false);
    }

    private RetryReport retry(Store store, ReadLimits limits) throws IOException {
        try (LoadTarget target = store.open(folder)) {
            return retry(target, limits, 100_000_000);
        }
    }

    private RetryReport retry(Store store) throws IOException {
        return retry(store, ReadLimits.defaults());
    }

    private VerifiedSource verify(Store store, ReadLimits limits, Path file) throws IOException {
        List<VerifiedSource> verified = new ArrayList<>();
        try (LoadTarget target = store.open(folder)) {
            LoadVerifier.create(target, limits).verify(List.of(LogFile.of(file)), verified::add, () -> false);
        }
        return verified.get(0);
    }

    private static List<String> expectedPlaces(String document, ReadLimits limits) throws IOException {
        List<String> places = new ArrayList<>();
        ReadOptions skip = ReadOptions.defaults().withLimits(limits).skippingBadInput(problem -> {});
        try (FlowLogReader reader = FlowLogReader.of(document.getBytes(StandardCharsets.UTF_8), "expected", skip)) {
            FlowBatch batch = FlowBatch.create();
            while (reader.next(batch)) {
                for (int row = 0; row < batch.size(); row++) {
                    places.add(batch.recordOffset(row) + "/" + batch.tupleIndex(row));
                }
            }
        }
        return places.stream().sorted().toList();
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void loadsWhatAHigherLimitLetsInAndCountsWhatStillIsBad(Store store) throws Exception {
        LoadFixture fixture = new LoadFixture(store, folder);
        String text = Logs.envelope(
                Logs.record(1),
                tooLong(10, Logs.tuple(1, 0), "bad, too", Logs.tuple(1, 1)),
                Logs.record(20, 11, "bad", Logs.tuple(2, 1)),
                Logs.record(12));
        Path file = LoadFixture.settled(fixture.write("a.json", text));
        fixture.load(file);
        assertThat(fixture.quarantine()).hasSize(2);
        assertThat(verify(store, HIGHER, file).state()).isEqualTo(VerifiedSource.State.EQUAL);

        RetryReport first = retry(store, HIGHER);
        List<QuarantineEntry> left = fixture.quarantine();
        RetryReport second = retry(store, HIGHER);

        assertThat(first.problems()).isEqualTo(2);
        assertThat(first.rows()).isEqualTo(2);
        assertThat(first.left()).isEqualTo(2);
        assertThat(left).extracting(QuarantineEntry::scope).containsOnly("TUPLE");
        assertThat(left).extracting(entry -> entry.evidence().raw()).containsExactly("bad, too", "bad");
        assertThat(left).allMatch(entry -> entry.attempts() == 1);
        assertThat(second.rows()).isZero();
        assertThat(second.left()).isEqualTo(2);
        assertThat(fixture.quarantine()).hasSize(2).allMatch(entry -> entry.attempts() == 2);
        assertThat(fixture.places()).isEqualTo(expectedPlaces(text, HIGHER));
        assertThat(verify(store, HIGHER, file).state()).isEqualTo(VerifiedSource.State.EQUAL);
        assertThat(fixture.loadOne(file).kind()).isEqualTo(Kind.UNCHANGED);
        assertThat(store.batchIds(folder)).hasSize(2);
        assertThat(fixture.rows()).doesNotHaveDuplicates();
    }

    static Stream<Arguments> storesPlainAndCompressed() {
        return Arrays.stream(Store.values())
                .flatMap(store -> Stream.of(Arguments.of(store, false), Arguments.of(store, true)));
    }

    @ParameterizedTest
    @MethodSource("storesPlainAndCompressed")
    void loadsWhatWasMendedInPlace(Store store, boolean gzip) throws Exception {
        LoadFixture fixture = new LoadFixture(store, folder);
        String sound = Logs.lines(
                Logs.record(0), Logs.record(1), Logs.record(2), Logs.record(3), Logs.record(4), Logs.record(5), LAST);
        String halfMended = sound.replace("10.0.0.2,203.0.113.7,1001", "10.0.0.x,203.0.113.7,1001");
        String bad = halfMended
                .replace("20:03:37", "20:o3:37")
                .replace("\"time\":\"2022-05-02T20:04", "\"time\";\"2022-05-02T20:04");
        Path file = LoadFixture.settled(fixture.write("a.json", bytes(bad, gzip)));
        fixture.load(file);
        assertThat(fixture.quarantine())
                .extracting(QuarantineEntry::scope)
                .containsExactly("TUPLE", "RECORD", "DOCUMENT");

        LoadFixture.settled(fixture.write("a.json", bytes(halfMended, gzip)));
        assertThat(fixture.load(file).rows()).isZero();
        assertThat(verify(store, ReadLimits.defaults(), file).state()).isEqualTo(VerifiedSource.State.EQUAL);
        RetryReport half = retry(store);
        assertThat(fixture.places()).isEqualTo(LoadFixture.expectedPlaces(halfMended));
        assertThat(verify(store, ReadLimits.defaults(), file).state()).isEqualTo(VerifiedSource.State.EQUAL);
        LoadFixture.settled(fixture.write("a.json", bytes(sound, gzip)));
        RetryReport whole = retry(store);

        assertThat(half.rows()).isEqualTo(4);
        assertThat(half.left()).isEqualTo(1);
        assertThat(whole.rows()).isEqualTo(1);
        assertThat(whole.left()).isZero();
        assertThat(whole.untouched()).isEmpty();
        assertThat(fixture.places()).isEqualTo(LoadFixture.expectedPlaces(sound));
        assertThat(fixture.quarantine()).isEmpty();
        assertThat(verify(store, ReadLimits.defaults(), file).state()).isEqualTo(VerifiedSource.State.EQUAL);
        assertThat(retry(store).batches()).isZero();
        assertThat(fixture.load(file).rows()).isZero();
    }

    private static byte[] bytes(String text, boolean gzip) throws IOException {
        return gzip ? LoadFixture.gzip(text) : text.getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void readsOnBehindThePlaceWhereADocumentEnded(Store store) throws Exception {
        LoadFixture fixture = new LoadFixture(store, folder);
        String sound = Logs.envelope(Logs.record(0), Logs.record(1), Logs.record(2), LAST);
        String bad = sound.replace("\"time\":\"2022-05-02T20:01", "\"time\";\"2022-05-02T20:01");
        Path file = LoadFixture.settled(fixture.write("a.json", bad));
        fixture.load(file);

        RetryReport inVain = retry(store);
        assertThat(fixture.quarantine())
                .singleElement()
                .satisfies(entry -> assertThat(entry.attempts()).isEqualTo(1));
        LoadFixture.settled(fixture.write("a.json", sound));
        assertThat(fixture.loadOne(file).kind()).isEqualTo(Kind.UNCHANGED);
        RetryReport mended = retry(store);

        assertThat(inVain.rows()).isZero();
        assertThat(inVain.left()).isEqualTo(1);
        assertThat(mended.rows()).isEqualTo(6);
        assertThat(mended.left()).isZero();
        assertThat(fixture.places()).isEqualTo(LoadFixture.expectedPlaces(sound));
        assertThat(verify(store, ReadLimits.defaults(), file).state()).isEqualTo(VerifiedSource.State.EQUAL);
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void readsASourceWithoutRecordsFromItsStart(Store store) throws Exception {
        LoadFixture fixture = new LoadFixture(store, folder);
        String sound = Logs.envelope(Logs.record(0));
        Path file = LoadFixture.settled(fixture.write("a.json", sound.replace("{\"records\":[{", "{\"records\":[!")));
        fixture.load(file);

        RetryReport inVain = retry(store);
        assertThat(fixture.quarantine())
                .singleElement()
                .satisfies(entry -> assertThat(entry.attempts()).isEqualTo(1));
        LoadFixture.settled(fixture.write("a.json", sound));
        RetryReport mended = retry(store);

        assertThat(inVain.left()).isEqualTo(1);
        assertThat(mended.left()).isZero();
        assertThat(fixture.places()).isEqualTo(LoadFixture.expectedPlaces(sound));
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void leavesThePlacesOfARewrittenSourceToTheNextLoad(Store store) throws Exception {
        LoadFixture fixture = new LoadFixture(store, folder);
        Path file = fixture.write("a.json", Logs.envelope(Logs.record(1), Logs.record(20, 2, "bad", Logs.tuple(1, 1))));
        fixture.load(file);
        List<String> rows = fixture.rows();
        List<QuarantineEntry> before = fixture.quarantine();
        fixture.write("a.json", Logs.envelope(Logs.record(1), Logs.record(2), Logs.record(3)));

        RetryReport report = retry(store);

        assertThat(report.untouched())
                .singleElement()
                .satisfies(untouched -> assertThat(untouched.reason()).contains("rewritten", "load it again"));
        assertThat(report.rows()).isZero();
        assertThat(report.left()).isEqualTo(1);
        assertThat(fixture.rows()).isEqualTo(rows);
        assertThat(fixture.quarantine()).isEqualTo(before);
        assertThat(fixture.loadOne(file).kind()).isEqualTo(Kind.REPLACED);
        assertThat(fixture.quarantine()).isEmpty();
    }

    static Stream<Arguments> steps() {
        return Arrays.stream(Store.values())
                .flatMap(store -> store.steps().stream().map(step -> Arguments.of(store, step)));
    }

    @ParameterizedTest
    @MethodSource("steps")
    void losesAndDoublesNothingWhenItEndsBehindAStep(Store store, String step) throws Exception {
        LoadFixture fixture = new LoadFixture(store, folder);
        String text = Logs.envelope(
                Logs.record(1), tooLong(10, Logs.tuple(1, 0)), Logs.record(12), tooLong(13, Logs.tuple(2, 0)));
        Path file = LoadFixture.settled(fixture.write("a.json", text));
        fixture.load(file);

        for (int time = 1; time <= 2; time++) {
            int[] left = {time};
            try (LoadTarget target = store.open(folder, taken -> {
                if (taken.equals(step) && --left[0] == 0) {
                    throw new Fault();
                }
            })) {
                if (target.ledger().quarantinedSources().isEmpty()) {
                    break;
                }
                try {
                    retry(target, HIGHER, 1);
                } catch (Fault ended) {
                    assertThat(left[0]).isZero();
                }
            }
        }
        retry(store, HIGHER);

        assertThat(fixture.places()).isEqualTo(expectedPlaces(text, HIGHER));
        assertThat(fixture.quarantine()).isEmpty();
        assertThat(retry(store, HIGHER).rows()).isZero();
        assertThat(fixture.loadOne(file).kind()).isEqualTo(Kind.UNCHANGED);
        assertThat(verify(store, HIGHER, file).state()).isEqualTo(VerifiedSource.State.EQUAL);
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void fillsSeveralBatchesEachWithAnIdOfItsOwn(Store store) throws Exception {
        LoadFixture fixture = new LoadFixture(store, folder);
        String[] texts = new String[3];
        Path[] files = new Path[3];
        for (int i = 0; i < files.length; i++) {
            texts[i] = Logs.envelope(
                    Logs.record(i), tooLong(10, Logs.tuple(i, 0)), tooLong(11, Logs.tuple(i, 1)), Logs.record(12));
            files[i] = LoadFixture.settled(fixture.write(i + ".json", texts[i]));
        }
        fixture.load(files);

        RetryReport report;
        try (LoadTarget target = store.open(folder)) {
            report = retry(target, HIGHER, 1);
        }

        assertThat(report.rows()).isEqualTo(6);
        assertThat(report.batches()).isBetween(6, 9);
        assertThat(store.batchIds(folder)).hasSize(7);
        assertThat(fixture.rows()).hasSize(18).doesNotHaveDuplicates();
        assertThat(fixture.quarantine()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void loadsOnlyWhatTheFilterOfTheTableWants(Store store) throws Exception {
        LoadFixture fixture = new LoadFixture(store, folder);
        String text = Logs.envelope(Logs.record(1), tooLong(10, Logs.tuple(1, 0), Logs.tuple(1, 1)));
        Path file = LoadFixture.settled(fixture.write("a.json", text));
        try (LoadTarget target = store.open(folder)) {
            LoadRequest request = new LoadRequest(
                    List.of(LogFile.of(file)),
                    BadInputPolicy.SKIP,
                    ReadLimits.defaults(),
                    FlowFilter.parse("src port 1001"));
            FlowLogLoader.create(target).load(request, LoadListener.NONE, () -> false);
        }

        RetryReport report = retry(store, HIGHER);

        assertThat(report.rows()).isEqualTo(1);
        assertThat(report.left()).isZero();
        assertThat(fixture.rows()).hasSize(2).allMatch(row -> row.contains(" 1001 "));
    }

    @Test
    void goesOnWithTheOthersWhenASourceChangesWhileItIsRead() throws Exception {
        LoadFixture fixture = new LoadFixture(Store.CSV, folder);
        String text = Logs.envelope(Logs.record(1), tooLong(10, Logs.tuple(1, 0)));
        Path bad = LoadFixture.settled(fixture.write("bad.json", text));
        Path good = LoadFixture.settled(fixture.write("good.json", text));
        fixture.load(bad, good);

        RetryReport report;
        try (LoadTarget target = Store.CSV.open(folder)) {
            Map<String, FlowLogSource> sources = quarantined(target);
            sources.replaceAll((id, source) -> source.path().endsWith("bad.json") ? changing(source) : source);
            report = QuarantineRetry.create(target, HIGHER).retry(sources, () -> false);
        }

        assertThat(report.untouched()).singleElement().satisfies(untouched -> {
            assertThat(untouched.source()).endsWith("bad.json");
            assertThat(untouched.reason()).contains("changed while it was read");
        });
        assertThat(report.rows()).isEqualTo(1);
        assertThat(report.left()).isEqualTo(1);
        assertThat(fixture.rows()).hasSize(5).doesNotHaveDuplicates();
    }

    /** A source that says of itself after a while that it was written to. */
    private static FlowLogSource changing(FlowLogSource source) {
        int[] asked = {0};
        return (FlowLogSource) Proxy.newProxyInstance(
                FlowLogSource.class.getClassLoader(),
                new Class<?>[] {FlowLogSource.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("state") && ++asked[0] > 1) {
                        return new StoredState("another", 7, Instant.EPOCH);
                    }
                    try {
                        return method.invoke(source, arguments);
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause();
                    }
                });
    }

    @Test
    void endsWhenToldToAndLosesNothing() throws Exception {
        LoadFixture fixture = new LoadFixture(Store.CSV, folder);
        String text = Logs.envelope(Logs.record(1), tooLong(10, Logs.tuple(1, 0)));
        fixture.load(LoadFixture.settled(fixture.write("a.json", text)));

        RetryReport stopped;
        try (LoadTarget target = Store.CSV.open(folder)) {
            int[] asked = {0};
            stopped = QuarantineRetry.create(target, HIGHER).retry(quarantined(target), () -> ++asked[0] > 1);
        }

        assertThat(stopped.stopped()).isTrue();
        assertThat(stopped.rows()).isZero();
        assertThat(retry(Store.CSV, HIGHER).rows()).isEqualTo(1);
    }

    @Test
    void doesNotReadWhatStandsForMoreThanItTells() throws Exception {
        LoadFixture fixture = new LoadFixture(Store.CSV, folder);
        String[] tuples = new String[Reading.KEPT_PROBLEMS + 2];
        for (int i = 0; i < tuples.length; i++) {
            tuples[i] = Logs.tuple(1, 0).replace("10.0.0.1", "10.0.0.x");
        }
        String bad = Logs.lines(Logs.record(20, 1, tuples), LAST);
        Path file = LoadFixture.settled(fixture.write("a.json", bad));
        fixture.load(file);
        LoadFixture.settled(fixture.write("a.json", bad.replace("10.0.0.x", "10.0.0.1")));

        RetryReport report = retry(Store.CSV);

        assertThat(report.rows()).isEqualTo(Reading.KEPT_PROBLEMS - 1);
        assertThat(report.left()).isEqualTo(3);
        assertThat(retry(Store.CSV).rows()).isZero();
        assertThat(fixture.rows()).doesNotHaveDuplicates();
    }

    @Test
    void loadsEachTupleOnceHoweverAFileIsDamagedAndMended() throws Exception {
        long seed = Long.getLong("flowlog.seed", System.nanoTime());
        Random random = new Random(seed);
        for (int round = 0; round < 150; round++) {
            String[] records = new String[8];
            for (int i = 0; i < records.length; i++) {
                records[i] = Logs.record(i);
            }
            records[7] = LAST;
            String sound = random.nextBoolean() ? Logs.lines(records) : Logs.envelope(records);
            int head = sound.length() - LAST.length() - 20;
            byte[] bytes = sound.getBytes(StandardCharsets.UTF_8);
            List<Integer> damaged = new ArrayList<>();
            boolean closed = false;
            for (int i = 1 + random.nextInt(4); i > 0; i--) {
                int at = records[0].length() + 20 + random.nextInt(head - records[0].length() - 20);
                damaged.add(at);
                bytes[at] = (byte) "x\"{}],:; 1".charAt(random.nextInt(10));
                closed |= bytes[at] == '}';
            }
            Path file = Files.write(folder.resolve(round + ".json"), bytes);
            MemoryTarget target = new MemoryTarget(folder);
            LoadFixture.load(FlowLogLoader.create(target), LoadFixture.settled(file));
            String what = "seed " + seed + " round " + round + " at " + damaged;
            while (!damaged.isEmpty()) {
                int at = damaged.remove(random.nextInt(damaged.size()));
                bytes[at] = (byte) sound.charAt(at);
                Files.write(file, bytes);
                retry(target, ReadLimits.defaults(), random.nextBoolean() ? 1 : 100_000);
                assertThat(target.rows()).as(what).doesNotHaveDuplicates();
            }

            List<String> expected = LoadFixture.expectedPlaces(sound);
            if (target.quarantine().isEmpty()) {
                assertThat(places(target)).as(what).isEqualTo(expected);
            } else {
                // a record that seemed to end early has left the cursor where no record ends, or one that did not seem
                // to begin is nobody's
                assertThat(closed || target.quarantine().stream().anyMatch(entry -> entry.recordOffset() < 0))
                        .as(what)
                        .isTrue();
                assertThat(expected).as(what).containsAll(places(target));
            }
            Files.delete(file);
        }
    }

    private static List<String> places(MemoryTarget target) {
        return target.rows().stream()
                .map(row -> row.split(",", -1))
                .map(fields -> fields[fields.length - 3] + "/" + fields[fields.length - 2])
                .sorted()
                .toList();
    }
}
