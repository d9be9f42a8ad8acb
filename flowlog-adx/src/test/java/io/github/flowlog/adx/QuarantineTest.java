package io.github.flowlog.adx;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.flowlog.adx.SourceOutcome.Kind;
import io.github.flowlog.adx.ledger.Evidence;
import io.github.flowlog.adx.ledger.QuarantineEntry;
import io.github.flowlog.adx.source.ArchivedException;
import io.github.flowlog.adx.source.FlowLogSource;
import io.github.flowlog.adx.source.LogFile;
import io.github.flowlog.adx.target.LoadTarget;
import io.github.flowlog.problem.BadInput;
import io.github.flowlog.problem.BadInputPolicy;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is kept of what could not be read: each place once, with its bytes, in bounded space. */
class QuarantineTest {
    private static final int KEPT = Reading.KEPT_PROBLEMS;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void keepsTheBytesOfEachScope(boolean gzip) throws Exception {
        String badTuple = Logs.record(20, 2, Logs.tuple(1, 0), "16515\\\"252,bad,\\u0041", Logs.tuple(1, 2) + ",");
        String badRecord = Logs.record("no time", Logs.MAC, Logs.tuple(3, 0));
        String noString = Logs.record(20, 3, Logs.tuple(1, 0)).replace("[\"1651", "[{\"a\":[1,\"}\"]},7,\"1651");
        String broken = "{\"time\":\"2022-05-02T20:04:37Z\",oops}\nand so on";
        String text = Logs.lines(Logs.record(1), badTuple, badRecord, noString, broken);
        LoadFixture fixture = new LoadFixture(Store.CSV, folder);
        Path file = fixture.write("a.json", gzip ? LoadFixture.gzip(text) : text.getBytes(StandardCharsets.UTF_8));

        LoadReport report = fixture.load(file);

        assertThat(report.newQuarantine()).isEqualTo(6);
        assertThat(fixture.quarantine())
                .extracting(QuarantineEntry::scope, entry -> entry.evidence().raw())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("TUPLE", "16515\\\"252,bad,\\u0041"),
                        org.assertj.core.groups.Tuple.tuple("TUPLE", Logs.tuple(1, 2) + ","),
                        org.assertj.core.groups.Tuple.tuple("RECORD", badRecord),
                        org.assertj.core.groups.Tuple.tuple("TUPLE", "{\"a\":[1,\"}\"]}"),
                        org.assertj.core.groups.Tuple.tuple("TUPLE", "7"),
                        org.assertj.core.groups.Tuple.tuple("DOCUMENT", broken + "\n"));
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void holdsWhatIsNeededToReadOnceMore(Store store) throws Exception {
        LoadFixture fixture = new LoadFixture(store, folder);
        String first = Logs.record(1);
        Path file = fixture.write("a.json", Logs.envelope(first, Logs.record(20, 2, Logs.tuple(1, 0), "bad,tuple")));
        fixture.load(file);

        QuarantineEntry entry = fixture.quarantine().get(0);
        assertThat(entry.key().path()).isEqualTo(file.toRealPath().toString());
        assertThat(entry.source()).isEqualTo(file.toString());
        assertThat(fixture.rows().get(0)).startsWith(entry.sourceId());
        assertThat(entry.generation())
                .isEqualTo(ContentHash.keyOf(io.github.flowlog.adx.source.LogFile.of(file), 12, 12 + first.length()));
        assertThat(entry.recordOffset()).isEqualTo(12 + first.length() + 1);
        assertThat(entry.tupleIndex()).isEqualTo(1);
        assertThat(entry.evidence()).isEqualTo(new Evidence(Evidence.Form.TEXT, "bad,tuple"));
    }

    @Test
    void keepsAnArchivedSourceOnceAndReadsItWhenItIsBack() throws IOException {
        LoadFixture fixture = new LoadFixture(Store.CSV, folder);
        LogFile log = LogFile.of(LoadFixture.settled(fixture.write("a.json", Logs.envelope(Logs.records(0, 2)))));
        AtomicBoolean away = new AtomicBoolean(true);
        FlowLogSource archived = (FlowLogSource) Proxy.newProxyInstance(
                FlowLogSource.class.getClassLoader(),
                new Class<?>[] {FlowLogSource.class},
                (proxy, method, arguments) -> {
                    if (away.get()
                            && (method.getName().equals("open")
                                    || method.getName().equals("bytes"))) {
                        throw new ArchivedException("it lies in the archive tier; rehydrate it");
                    }
                    try {
                        return method.invoke(log, arguments);
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause();
                    }
                });
        LoadRequest request = new LoadRequest(List.of(archived), BadInputPolicy.SKIP);

        LoadReport first = load(request);
        LoadReport second = load(request);
        assertThat(first.newQuarantine()).isEqualTo(1);
        assertThat(second.newQuarantine()).isZero();
        assertThat(second.quarantine()).isEqualTo(1);
        assertThat(second.outcomes()).singleElement().satisfies(outcome -> {
            assertThat(outcome.kind()).isEqualTo(SourceOutcome.Kind.REFUSED);
            assertThat(outcome.message()).contains("rehydrate");
        });
        away.set(false);

        LoadReport back = load(request);

        assertThat(back.rows()).isEqualTo(4);
        assertThat(back.quarantine()).isZero();
    }

    private LoadReport load(LoadRequest request) throws IOException {
        try (LoadTarget target = Store.CSV.open(folder)) {
            return FlowLogLoader.create(target).load(request, LoadListener.NONE, () -> false);
        }
    }

    @Test
    void writesOneObjectALineForPeopleAndScripts() throws Exception {
        LoadFixture fixture = new LoadFixture(Store.CSV, folder);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write("{\"records\":[".getBytes(StandardCharsets.UTF_8));
        bytes.write(Logs.record(20, 1, "bad, \u00e9\u4e2d\ud83d\ude00").getBytes(StandardCharsets.UTF_8));
        bytes.write(",{\"time\":\"".getBytes(StandardCharsets.UTF_8));
        bytes.write(new byte[] {(byte) 0xFF, 0, 7});
        bytes.write("\"}]}".getBytes(StandardCharsets.UTF_8));
        fixture.load(fixture.write("a.json", bytes.toByteArray()));

        List<Map<String, String>> lines = quarantineFile(folder.resolve("csv/quarantine.jsonl"));
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0))
                .containsEntry("scope", "TUPLE")
                .containsEntry("problem", "FIELD_COUNT")
                .containsEntry("rawForm", "text")
                .containsEntry("raw", "bad, \u00e9\u4e2d\ud83d\ude00");
        assertThat(lines.get(1)).containsEntry("scope", "DOCUMENT").containsEntry("rawForm", "base64");
        assertThat(java.util.Base64.getDecoder().decode(lines.get(1).get("raw")))
                .startsWith("{\"time\":\"".getBytes(StandardCharsets.UTF_8))
                .contains(0xFF, 0, 7);
    }

    private static List<Map<String, String>> quarantineFile(Path file) throws IOException {
        List<Map<String, String>> lines = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            Map<String, String> fields = new HashMap<>();
            try (JsonParser json = new JsonFactory().createParser(line)) {
                assertThat(json.nextToken()).isEqualTo(JsonToken.START_OBJECT);
                while (json.nextToken() != JsonToken.END_OBJECT) {
                    String name = json.currentName();
                    json.nextToken();
                    fields.put(name, json.getText());
                }
                assertThat(json.nextToken()).isNull();
            }
            lines.add(fields);
        }
        return lines;
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void boundsWhatItKeepsOfOneSourceAndCountsTheRest(Store store) throws Exception {
        LoadFixture fixture = new LoadFixture(store, folder);
        int bad = KEPT + 5_000;
        String[] records = IntStream.range(0, bad / 100)
                .mapToObj(i -> Logs.record(
                        20,
                        i % 60,
                        Stream.concat(
                                        Stream.of(Logs.tuple(1, 0)),
                                        IntStream.range(0, 100).mapToObj(t -> "bad " + t))
                                .toArray(String[]::new)))
                .toArray(String[]::new);
        Path file = fixture.write("a.json", Logs.envelope(records));
        int[] told = {0};
        LoadListener listener = new LoadListener() {
            @Override
            public void skipped(BadInput badInput) {
                told[0]++;
            }
        };
        LoadReport report;
        try (LoadTarget target = store.open(folder)) {
            report = FlowLogLoader.create(target)
                    .load(
                            LoadFixture.request(io.github.flowlog.problem.BadInputPolicy.SKIP, file),
                            listener,
                            () -> false);
        }
        LoadReport again = fixture.load(file);

        assertThat(report.rows()).isEqualTo(records.length);
        assertThat(told[0]).isEqualTo(bad);
        assertThat(report.newQuarantine()).isEqualTo(bad);
        assertThat(report.quarantine()).isEqualTo(bad);
        assertThat(report.outcomes().get(0).quarantined()).isEqualTo(bad);
        assertThat(again.newQuarantine()).isZero();
        assertThat(again.quarantine()).isEqualTo(bad);
        List<QuarantineEntry> entries = fixture.quarantine();
        assertThat(entries).hasSizeBetween(KEPT, KEPT + report.batches());
        assertThat(entries.get(entries.size() - 1).message()).endsWith(" more problems behind it are not listed");
    }

    @Test
    void boundsTheBytesThatItKeepsOfABatch() throws Exception {
        MemoryTarget target = new MemoryTarget(folder);
        String[] records = IntStream.range(0, 1_500)
                .mapToObj(i -> "{\"pad\":\"" + "x".repeat(6_000) + "\"}")
                .toArray(String[]::new);
        Path file = Files.writeString(folder.resolve("a.json"), Logs.envelope(records));
        LoadFixture.load(FlowLogLoader.create(target), file);

        assertThat(target.quarantine()).hasSize(1_500);
        List<Evidence> kept = target.quarantine().stream()
                .map(QuarantineEntry::evidence)
                .filter(evidence -> evidence.form() != Evidence.Form.OMITTED)
                .toList();
        assertThat(kept).allMatch(evidence -> evidence.raw().length() <= 4_096);
        assertThat(kept.stream().mapToLong(evidence -> evidence.raw().length()).sum())
                .isBetween(4L << 20, (4L << 20) + 4_096);
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void countsAllProblemsOfASourceWithoutRecords(Store store) throws Exception {
        LoadFixture fixture = new LoadFixture(store, folder);
        Path file = fixture.write("a.json", "{oops}\n".repeat(KEPT + 200));
        LoadReport report = fixture.load(file);
        LoadReport again = fixture.load(file);

        assertThat(report.newQuarantine()).isEqualTo(KEPT + 200);
        assertThat(fixture.quarantine()).hasSize(KEPT);
        assertThat(again.newQuarantine()).isZero();
        assertThat(again.batches()).isZero();
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void forgetsWhatARewrittenSourceNoLongerHolds(Store store) throws Exception {
        LoadFixture fixture = new LoadFixture(store, folder);
        String bad = Logs.record(20, 2, "bad", Logs.tuple(1, 1));
        Path file = fixture.write("a.json", Logs.envelope(Logs.record(1), bad));
        fixture.load(file);
        String before = fixture.quarantine().get(0).sourceId();
        fixture.write("a.json", Logs.envelope(bad, Logs.record(1)));
        LoadReport rewritten = fixture.load(file);
        List<QuarantineEntry> entries = fixture.quarantine();
        fixture.write("a.json", Logs.envelope(Logs.record(7)));
        LoadReport sound = fixture.load(file);

        assertThat(rewritten.outcomes().get(0).kind()).isEqualTo(Kind.REPLACED);
        assertThat(rewritten.newQuarantine()).isEqualTo(1);
        assertThat(entries).hasSize(1).noneMatch(entry -> entry.sourceId().equals(before));
        assertThat(sound.quarantine()).isZero();
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void tellsAgainWhenMoreIsLostBehindAKnownPlace(Store store) throws Exception {
        LoadFixture fixture = new LoadFixture(store, folder);
        String text = Logs.envelope(Logs.record(1), "oops", Logs.record(2));
        Path file = fixture.write("a.json", text);
        LoadReport first = fixture.load(file);
        fixture.write("a.json", text + Logs.record(3));
        LoadReport grown = fixture.load(file);
        LoadReport same = fixture.load(file);

        assertThat(first.newQuarantine()).isEqualTo(1);
        assertThat(grown.newQuarantine()).isEqualTo(1);
        assertThat(grown.quarantine()).isEqualTo(1);
        assertThat(same.newQuarantine()).isZero();
        assertThat(fixture.quarantine().get(0).unreadBytes())
                .isEqualTo(
                        first.outcomes().get(0).unreadBytes() + Logs.record(3).length());
    }

    @Test
    void tellsNothingTwiceWhenAnotherSourceFails() throws Exception {
        MemoryTarget target = new MemoryTarget(folder);
        String bad = Logs.record(20, 2, "bad", Logs.tuple(1, 1));
        Path first = Files.writeString(folder.resolve("a.json"), Logs.envelope(bad));
        Path second = Files.writeString(folder.resolve("b.json"), Logs.envelope(bad, Logs.record(1)));
        List<String> told = new ArrayList<>();
        long[] tuples = {0};
        LoadListener listener = new LoadListener() {
            @Override
            public void progressed(long storedBytes, long tuplesSoFar) {
                tuples[0] = tuplesSoFar;
                if (told.isEmpty()) {
                    rewrite(second, Logs.envelope(Logs.record(8)));
                }
            }

            @Override
            public void skipped(BadInput badInput) {
                told.add(badInput.source());
            }
        };

        LoadReport report = FlowLogLoader.create(target)
                .load(
                        LoadFixture.request(io.github.flowlog.problem.BadInputPolicy.SKIP, first, second),
                        listener,
                        () -> false);

        assertThat(report.outcomes()).extracting(SourceOutcome::kind).containsExactly(Kind.FAILED, Kind.LOADED);
        assertThat(told).containsExactly(first.toString());
        assertThat(tuples[0]).isEqualTo(1);
    }

    private static void rewrite(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
    }
}
