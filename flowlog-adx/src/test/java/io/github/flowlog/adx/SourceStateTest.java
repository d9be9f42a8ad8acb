package io.github.flowlog.adx;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flowlog.adx.SourceOutcome.Kind;
import io.github.flowlog.adx.ledger.QuarantineEntry;
import io.github.flowlog.adx.ledger.SourceKey;
import io.github.flowlog.adx.source.LogFile;
import io.github.flowlog.problem.BadInputPolicy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a load does with a source, by what the ledger knows of it and what it holds now. */
class SourceStateTest {
    @TempDir
    Path folder;

    /** How a log is written: as a document of records, and as stored bytes. */
    enum Form {
        ENVELOPE,
        PRETTY,
        ARRAY,
        LINES,
        GZIP;

        byte[] write(String... records) throws IOException {
            return switch (this) {
                case ENVELOPE -> bytes(Logs.envelope(records));
                case PRETTY -> bytes(Logs.pretty(records));
                case ARRAY -> bytes(Logs.array(records));
                case LINES -> bytes(Logs.lines(records));
                case GZIP -> LoadFixture.gzip(Logs.envelope(records));
            };
        }

        private static byte[] bytes(String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
    }

    static Stream<Arguments> storesAndForms() {
        return Arrays.stream(Store.values())
                .flatMap(store -> Arrays.stream(Form.values()).map(form -> Arguments.of(store, form)));
    }

    @ParameterizedTest
    @MethodSource("storesAndForms")
    void loadsNewThenNothingThenWhatHasGrown(Store store, Form form) throws Exception {
        LoadFixture fixture = new LoadFixture(store, folder);
        Path file = fixture.write("a.json", form.write(Logs.records(0, 3)));

        SourceOutcome first = fixture.loadOne(file);
        List<String> rows = fixture.rows();
        SourceOutcome second = fixture.loadOne(file);
        List<String> again = fixture.rows();
        byte[] whole = form.write(Logs.records(0, 5));
        fixture.write("a.json", whole);
        SourceOutcome third = fixture.loadOne(file);

        assertThat(first.kind()).isEqualTo(Kind.LOADED);
        assertThat(first.rows()).isEqualTo(6);
        assertThat(second.kind()).isEqualTo(Kind.UNCHANGED);
        assertThat(again).isEqualTo(rows).hasSize(6);
        assertThat(third.kind()).isEqualTo(Kind.CONTINUED);
        assertThat(third.rows()).isEqualTo(4);
        assertThat(fixture.places()).isEqualTo(LoadFixture.expectedPlaces(whole));
        assertThat(fixture.rows()).startsWith(rows.toArray(String[]::new));
        assertThat(fixture.quarantine()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void findsNothingNewWhereOnlyTheEndWasWrittenAgain(Store store) throws Exception {
        LoadFixture fixture = new LoadFixture(store, folder);
        Path file = fixture.write("a.json", Logs.envelope(Logs.records(0, 2)));
        fixture.loadOne(file);
        String text = Logs.envelope(Logs.records(0, 2));
        fixture.write("a.json", text.substring(0, text.length() - 2) + "\n]\n}\n");

        assertThat(fixture.loadOne(file).kind()).isEqualTo(Kind.UNCHANGED);
        assertThat(fixture.rows()).hasSize(4);
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void takesNoNoticeOfATouchedFile(Store store) throws Exception {
        LoadFixture fixture = new LoadFixture(store, folder);
        Path file = fixture.write("a.json", Logs.envelope(Logs.records(0, 2)));
        fixture.loadOne(file);
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000));

        LoadReport report = fixture.load(file);

        assertThat(report.count(Kind.UNCHANGED)).isEqualTo(1);
        assertThat(report.batches()).isZero();
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void replacesTheRowsOfAShrunkFile(Store store) throws Exception {
        LoadFixture fixture = new LoadFixture(store, folder);
        Path file = fixture.write("a.json", Logs.envelope(Logs.records(0, 5)));
        fixture.loadOne(file);
        fixture.write("a.json", Logs.envelope(Logs.records(0, 2)));

        LoadReport report = fixture.load(file);

        assertThat(report.outcomes().get(0).kind()).isEqualTo(Kind.REPLACED);
        assertThat(report.replacedRows()).isEqualTo(10);
        assertThat(fixture.rows()).hasSize(4);
        assertThat(fixture.loadOne(file).kind()).isEqualTo(Kind.UNCHANGED);
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void keepsTheRowsWhenAFileIsEmptiedAndLoadsItWhenItIsBack(Store store) throws Exception {
        LoadFixture fixture = new LoadFixture(store, folder);
        Path file = fixture.write("a.json", Logs.envelope(Logs.records(0, 2)));
        fixture.loadOne(file);
        List<String> rows = fixture.rows();
        fixture.write("a.json", "");
        SourceOutcome emptied = fixture.loadOne(file);
        fixture.write("a.json", Logs.envelope(Logs.records(0, 2)));
        SourceOutcome back = fixture.loadOne(file);

        assertThat(emptied.kind()).isEqualTo(Kind.EMPTY);
        assertThat(back.kind()).isEqualTo(Kind.UNCHANGED);
        assertThat(fixture.rows()).isEqualTo(rows);
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void replacesTheRowsOfTheSameHourWrittenAnew(Store store) throws Exception {
        LoadFixture fixture = new LoadFixture(store, folder);
        Path other = fixture.write("other.json", Logs.envelope(Logs.records(0, 3)));
        Path file = fixture.write("a.json", Logs.envelope(Logs.records(0, 3)));
        fixture.load(file, other);
        fixture.write("a.json", Logs.envelope(Logs.records(7, 9)));

        LoadReport report = fixture.load(file, other);

        assertThat(report.outcomes())
                .extracting(SourceOutcome::kind)
                .containsExactlyInAnyOrder(Kind.REPLACED, Kind.UNCHANGED);
        assertThat(report.replacedRows()).isEqualTo(6);
        assertThat(fixture.rows()).hasSize(10);
        assertThat(fixture.rows().stream()
                        .filter(row -> row.contains("10.0.0.7 "))
                        .toList())
                .hasSize(2);
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void keepsBothWhenAnotherHourIsSavedToTheSameFile(Store store) throws Exception {
        LoadFixture fixture = new LoadFixture(store, folder);
        String eight = Logs.envelope(Logs.record(8, 1, Logs.tuple(1, 0)), Logs.record(8, 2, Logs.tuple(2, 0)));
        String nine = Logs.envelope(Logs.record(9, 1, Logs.tuple(1, 0)));
        Path file = fixture.write("a.json", eight);
        fixture.loadOne(file);
        fixture.write("a.json", nine);
        SourceOutcome second = fixture.loadOne(file);
        List<String> both = fixture.rows();
        fixture.write("a.json", eight);
        SourceOutcome back = fixture.loadOne(file);
        fixture.write(
                "a.json",
                Logs.envelope(
                        Logs.record(8, 1, Logs.tuple(1, 0)),
                        Logs.record(8, 2, Logs.tuple(2, 0)),
                        Logs.record(8, 3, Logs.tuple(3, 0))));
        SourceOutcome grown = fixture.loadOne(file);

        assertThat(second.kind()).isEqualTo(Kind.LOADED);
        assertThat(both).hasSize(3);
        assertThat(back.kind()).isEqualTo(Kind.UNCHANGED);
        assertThat(grown.kind()).isEqualTo(Kind.CONTINUED);
        assertThat(fixture.rows()).hasSize(4).containsAll(both);
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void keepsBothWhenLogsThatBeginWithoutTuplesAreSavedToTheSameFile(Store store) throws Exception {
        LoadFixture fixture = new LoadFixture(store, folder);
        Path file = fixture.write("a.json", Logs.envelope(Logs.record(8, 1)));
        fixture.loadOne(file);
        fixture.write("a.json", Logs.envelope(Logs.record(8, 1), Logs.record(8, 2, Logs.tuple(2, 0))));
        assertThat(fixture.loadOne(file).kind()).isEqualTo(Kind.CONTINUED);
        fixture.write("a.json", Logs.envelope(Logs.record(9, 1)));

        assertThat(fixture.loadOne(file).kind()).isEqualTo(Kind.LOADED);
        assertThat(fixture.rows()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void countsRewritesThatKeepTheFirstRecord(Store store) throws Exception {
        LoadFixture fixture = new LoadFixture(store, folder);
        Path file = fixture.write("a.json", Logs.envelope(Logs.record(1), Logs.record(2), Logs.record(3)));
        fixture.loadOne(file);
        List<String> first = fixture.rows();
        fixture.write("a.json", Logs.envelope(Logs.record(1), Logs.record(5)));
        SourceOutcome second = fixture.loadOne(file);
        List<String> afterSecond = fixture.rows();
        fixture.write("a.json", Logs.envelope(Logs.record(1), Logs.record(6)));
        SourceOutcome third = fixture.loadOne(file);
        List<String> afterThird = fixture.rows();

        assertThat(List.of(second.kind(), third.kind())).containsOnly(Kind.REPLACED);
        assertThat(afterSecond).hasSize(4).doesNotContainAnyElementsOf(first);
        assertThat(afterThird).hasSize(4).doesNotContainAnyElementsOf(first).doesNotContainAnyElementsOf(afterSecond);
        assertThat(Stream.of(first, afterSecond, afterThird)
                        .map(rows -> rows.get(0).substring(0, 16))
                        .distinct())
                .hasSize(3);
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void goesBackAndForthBetweenTwoVersionsOfAnHour(Store store) throws Exception {
        LoadFixture fixture = new LoadFixture(store, folder);
        for (int round = 0; round < 4; round++) {
            String text = Logs.envelope(Logs.records(round % 2, 3));
            Path file = fixture.write("a.json", text);
            SourceOutcome outcome = fixture.loadOne(file);
            assertThat(outcome.kind()).as("round %s", round).isEqualTo(round == 0 ? Kind.LOADED : Kind.REPLACED);
            assertThat(fixture.places()).as("round %s", round).isEqualTo(LoadFixture.expectedPlaces(text));
        }
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void hasNothingToDoWithoutRecords(Store store) throws Exception {
        LoadFixture fixture = new LoadFixture(store, folder);
        Path empty = fixture.write("empty.json", "");
        Path none = fixture.write("none.json", Logs.envelope());

        LoadReport report = fixture.load(empty, none);

        assertThat(report.outcomes()).extracting(SourceOutcome::kind).containsOnly(Kind.EMPTY);
        assertThat(report.batches()).isZero();
        assertThat(fixture.quarantine()).isEmpty();
        fixture.write("none.json", Logs.envelope(Logs.record(1)));
        assertThat(fixture.loadOne(none).kind()).isEqualTo(Kind.LOADED);
        assertThat(fixture.rows()).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void forgetsTheHeadOfALogOnceItsFirstRecordIsThere(Store store) throws Exception {
        LoadFixture fixture = new LoadFixture(store, folder);
        Path file = fixture.write("a.json", "{\"records\":[");
        SourceOutcome head = fixture.loadOne(file);
        fixture.write("a.json", Logs.envelope(Logs.record(1)));
        SourceOutcome whole = fixture.loadOne(file);

        assertThat(head.kind()).isEqualTo(Kind.EMPTY);
        assertThat(whole.kind()).isEqualTo(Kind.LOADED);
        assertThat(fixture.quarantine()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void forgetsWhatWasNoLogOnceItIsEmpty(Store store) throws Exception {
        LoadFixture fixture = new LoadFixture(store, folder);
        Path file = fixture.write("a.json", "no JSON at all");
        fixture.loadOne(file);
        assertThat(fixture.quarantine()).hasSize(1);
        fixture.write("a.json", "");
        fixture.loadOne(file);

        assertThat(fixture.quarantine()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void commitsNothingWhereAFileThatIsNoLogHasNotChanged(Store store) throws Exception {
        LoadFixture fixture = new LoadFixture(store, folder);
        Path file = fixture.write("a.json", "no JSON at all");
        LoadReport first = fixture.load(file);
        LoadReport second = fixture.load(file);

        assertThat(first.outcomes().get(0).quarantined()).isEqualTo(1);
        assertThat(first.newQuarantine()).isEqualTo(1);
        assertThat(second.outcomes().get(0).quarantined()).isEqualTo(1);
        assertThat(second.newQuarantine()).isZero();
        assertThat(second.batches()).isZero();
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void loadsTheRecordsBeforeACutTailAndTheRestWhenItIsThere(Store store) throws Exception {
        LoadFixture fixture = new LoadFixture(store, folder);
        String whole = Logs.envelope(Logs.records(0, 4));
        Path file = fixture.write("a.json", whole.substring(0, whole.length() - 100));
        LoadFixture.settled(file);
        SourceOutcome cut = fixture.loadOne(file);
        LoadReport again = fixture.load(file);
        List<QuarantineEntry> tail = fixture.quarantine();
        fixture.write("a.json", whole);
        SourceOutcome complete = fixture.loadOne(file);

        assertThat(cut.rows()).isEqualTo(6);
        assertThat(cut.isOpen()).isFalse();
        assertThat(cut.quarantined()).isEqualTo(1);
        assertThat(again.outcomes().get(0).quarantined()).isEqualTo(1);
        assertThat(again.newQuarantine()).isZero();
        assertThat(again.batches()).isZero();
        assertThat(tail).extracting(QuarantineEntry::problem).containsExactly("TRUNCATED");
        assertThat(complete.kind()).isEqualTo(Kind.CONTINUED);
        assertThat(complete.quarantined()).isZero();
        assertThat(fixture.quarantine()).isEmpty();
        assertThat(fixture.places()).isEqualTo(LoadFixture.expectedPlaces(whole));
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void takesAnOpenEndOfAFileThatIsBeingWrittenForNoFault(Form form) throws Exception {
        LoadFixture fixture = new LoadFixture(Store.DUCKDB, folder);
        byte[] whole = form.write(Logs.records(0, 59));
        Path file = fixture.write("a.json", Arrays.copyOf(whole, whole.length - whole.length / 9));
        LoadReport cut = fixture.load(file);
        LoadReport again = fixture.load(file);
        LoadRequest strict = LoadFixture.request(BadInputPolicy.STRICT, file);
        LoadReport whenStrict;
        try (var target = Store.DUCKDB.open(folder)) {
            whenStrict = FlowLogLoader.create(target).load(strict, LoadListener.NONE, () -> false);
        }
        List<QuarantineEntry> tail = fixture.quarantine();
        fixture.write("a.json", whole);
        SourceOutcome complete = fixture.loadOne(file);

        for (LoadReport open : List.of(cut, again, whenStrict)) {
            assertThat(open.outcomes().get(0).isOpen()).isTrue();
            assertThat(open.outcomes().get(0).unreadBytes()).isZero();
            assertThat(open.newQuarantine()).isZero();
        }
        assertThat(cut.rows()).isPositive();
        assertThat(again.batches() + whenStrict.batches()).isZero();
        assertThat(again.outcomes().get(0).kind()).isEqualTo(Kind.UNCHANGED);
        assertThat(tail).isEmpty();
        assertThat(complete.kind()).isEqualTo(Kind.CONTINUED);
        assertThat(complete.isOpen()).isFalse();
        assertThat(fixture.rows()).hasSize(118).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void quarantinesAnOpenEndOnceNobodyWritesToItAnyMore(Store store) throws Exception {
        LoadFixture fixture = new LoadFixture(store, folder);
        String whole = Logs.envelope(Logs.records(0, 4));
        Path cut = fixture.write("cut.json", whole.substring(0, whole.length() - 100));
        Path head = fixture.write("head.json", "{\"records\":[{\"time\":");
        LoadReport young = fixture.load(cut, head);
        LoadFixture.settled(cut);
        LoadFixture.settled(head);
        LoadReport old = fixture.load(cut, head);
        LoadReport again = fixture.load(cut, head);

        assertThat(young.outcomes()).extracting(SourceOutcome::isOpen).containsOnly(true);
        assertThat(young.quarantine()).isZero();
        assertThat(old.outcomes()).extracting(SourceOutcome::isOpen).containsOnly(false);
        assertThat(old.newQuarantine()).isEqualTo(2);
        assertThat(again.newQuarantine()).isZero();
        assertThat(again.quarantine()).isEqualTo(2);
        assertThat(again.batches()).isZero();
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void loadsACutGzipAndTheRestWhenItIsThere(Store store) throws Exception {
        LoadFixture fixture = new LoadFixture(store, folder);
        String whole = Logs.envelope(Logs.records(0, 59));
        byte[] stored = LoadFixture.gzip(whole);
        Path file = fixture.write("a.json.gz", Arrays.copyOf(stored, stored.length / 2));
        SourceOutcome cut = fixture.loadOne(file);
        fixture.write("a.json.gz", stored);
        SourceOutcome complete = fixture.loadOne(file);

        assertThat(cut.kind()).isIn(Kind.LOADED, Kind.EMPTY);
        assertThat(complete.kind()).isIn(Kind.CONTINUED, Kind.LOADED);
        assertThat(fixture.places()).isEqualTo(LoadFixture.expectedPlaces(whole));
        assertThat(fixture.quarantine()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void readsWhatIsLeftOfAGzipThatLostItsEnd(Store store) throws Exception {
        LoadFixture fixture = new LoadFixture(store, folder);
        byte[] stored = LoadFixture.gzip(Logs.envelope(Logs.records(0, 59)));
        Path file = fixture.write("a.json.gz", stored);
        fixture.loadOne(file);
        fixture.write("a.json.gz", Arrays.copyOf(stored, stored.length / 2));

        SourceOutcome cut = fixture.loadOne(file);

        assertThat(cut.kind()).as(cut.message()).isIn(Kind.REPLACED, Kind.EMPTY);
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void quarantinesABadTupleOnce(Store store) throws Exception {
        LoadFixture fixture = new LoadFixture(store, folder);
        String bad = Logs.record(20, 2, Logs.tuple(1, 0), "bad,tuple", Logs.tuple(1, 2));
        Path file = fixture.write("a.json", Logs.envelope(Logs.record(1), bad));
        LoadReport first = fixture.load(file);
        LoadReport second = fixture.load(file);
        fixture.write("a.json", Logs.envelope(Logs.record(1), bad, Logs.record(3)));
        LoadReport third = fixture.load(file);

        assertThat(first.newQuarantine()).isEqualTo(1);
        assertThat(first.outcomes().get(0).skippedTuples()).isEqualTo(1);
        assertThat(second.newQuarantine()).isZero();
        assertThat(second.outcomes().get(0).quarantined()).isEqualTo(1);
        assertThat(third.newQuarantine()).isZero();
        assertThat(third.outcomes().get(0).quarantined()).isEqualTo(1);
        assertThat(fixture.quarantine()).singleElement().satisfies(entry -> {
            assertThat(entry.scope()).isEqualTo("TUPLE");
            assertThat(entry.problem()).isEqualTo("FIELD_COUNT");
            assertThat(entry.tupleIndex()).isEqualTo(1);
        });
        assertThat(fixture.rows()).hasSize(6);
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void remembersABadFirstRecord(Store store) throws Exception {
        LoadFixture fixture = new LoadFixture(store, folder);
        String bad = Logs.record("no time", Logs.MAC, Logs.tuple(1, 0));
        Path file = fixture.write("a.json", Logs.envelope(bad));
        LoadReport first = fixture.load(file);
        LoadReport second = fixture.load(file);
        fixture.write("a.json", Logs.envelope(bad, Logs.record(3)));
        LoadReport third = fixture.load(file);

        assertThat(first.outcomes().get(0).skippedRecords()).isEqualTo(1);
        assertThat(second.batches()).isZero();
        assertThat(third.outcomes().get(0).kind()).isEqualTo(Kind.CONTINUED);
        assertThat(fixture.quarantine()).hasSize(1);
        assertThat(fixture.rows()).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void readsTheLinesBehindASyntaxError(Store store) throws Exception {
        LoadFixture fixture = new LoadFixture(store, folder);
        String text = Logs.record(1) + "\n" + "{\"time\": oops}\n" + Logs.record(2) + "\n";
        Path file = fixture.write("a.json", text);
        LoadReport first = fixture.load(file);
        LoadReport second = fixture.load(file);
        fixture.write("a.json", text + Logs.record(3) + "\n");
        LoadReport third = fixture.load(file);

        assertThat(first.rows()).isEqualTo(4);
        assertThat(first.outcomes().get(0).quarantined()).isEqualTo(1);
        assertThat(second.count(Kind.UNCHANGED)).isEqualTo(1);
        assertThat(second.outcomes().get(0).quarantined()).isEqualTo(1);
        assertThat(third.rows()).isEqualTo(2);
        assertThat(fixture.quarantine()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void readsAgainBehindASyntaxErrorThatWasRepaired(Store store) throws Exception {
        LoadFixture fixture = new LoadFixture(store, folder);
        String whole = Logs.envelope(Logs.records(0, 4));
        int third = whole.indexOf(Logs.record(2));
        String broken = whole.substring(0, third) + "#" + whole.substring(third + 1);
        Path file = fixture.write("a.json", broken);
        SourceOutcome first = fixture.loadOne(file);
        SourceOutcome same = fixture.loadOne(file);
        fixture.write("a.json", whole);
        SourceOutcome repaired = fixture.loadOne(file);

        assertThat(first.rows()).isEqualTo(4);
        assertThat(first.unreadBytes()).isPositive();
        assertThat(same.kind()).isEqualTo(Kind.UNCHANGED);
        assertThat(same.quarantined()).isEqualTo(1);
        assertThat(repaired.kind()).isEqualTo(Kind.CONTINUED);
        assertThat(fixture.places()).isEqualTo(LoadFixture.expectedPlaces(whole));
        assertThat(fixture.quarantine()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void readsAFileOnceThatHasTwoNames(Store store) throws Exception {
        LoadFixture fixture = new LoadFixture(store, folder);
        Path file = fixture.write("a.json", Logs.envelope(Logs.records(0, 2)));
        Path link = Files.createSymbolicLink(folder.resolve("link.json"), file);

        LoadReport both = fixture.load(file, link, file);

        assertThat(both.rows()).isEqualTo(4);
        assertThat(fixture.rows()).hasSize(4);
        assertThat(fixture.loadOne(link).kind()).isEqualTo(Kind.UNCHANGED);
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void goesOnBehindAFileThatCannotBeRead(Store store) throws Exception {
        LoadFixture fixture = new LoadFixture(store, folder);
        Path gone = fixture.write("gone.json", Logs.envelope(Logs.record(1)));
        Path good = fixture.write("good.json", Logs.envelope(Logs.record(2)));
        LoadRequest request = LoadFixture.request(BadInputPolicy.SKIP, gone, good);
        Files.delete(gone);

        LoadReport report;
        try (var target = store.open(folder)) {
            report = FlowLogLoader.create(target).load(request, LoadListener.NONE, () -> false);
        }

        assertThat(report.outcomes()).extracting(SourceOutcome::kind).containsExactly(Kind.FAILED, Kind.LOADED);
        assertThat(report.outcomes().get(0).message()).isEqualTo("no such file");
        assertThat(report.isComplete()).isFalse();
        assertThat(fixture.rows()).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void changesNothingWhenRepeated(Store store) throws Exception {
        LoadFixture fixture = new LoadFixture(store, folder);
        Path[] files = {
            fixture.write("a.json", Logs.envelope(Logs.records(0, 5))),
            fixture.write("b.json", LoadFixture.gzip(Logs.lines(Logs.records(3, 9)))),
            fixture.write("c.json", Logs.envelope(Logs.record(20, 1, "bad"), Logs.record(1))),
            fixture.write("d.json", "[]"),
            fixture.write("e.json", "nonsense")
        };
        fixture.load(files);
        List<String> rows = fixture.rows();
        List<String> batches = store.batchIds(folder);
        List<QuarantineEntry> quarantine = fixture.quarantine();

        LoadReport second = fixture.load(files);

        assertThat(second.batches()).isZero();
        assertThat(fixture.rows()).isEqualTo(rows);
        assertThat(store.batchIds(folder)).isEqualTo(batches);
        assertThat(fixture.quarantine()).isEqualTo(quarantine).hasSize(2);
    }

    /** What somebody does to a file while it is being read. */
    enum Change {
        REPLACED(Logs.envelope(Logs.records(40, 50))),
        REWRITTEN(Logs.envelope(Logs.records(30, 59))),
        SHRUNK("{\"records\":[]}");

        private final String text;

        Change(String text) {
            this.text = text;
        }

        void apply(Path file) {
            try {
                if (this == REPLACED) {
                    Path fresh = Files.writeString(file.resolveSibling("fresh"), text);
                    Files.move(fresh, file, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
                } else {
                    Files.writeString(file, text);
                }
            } catch (IOException failed) {
                throw new java.io.UncheckedIOException(failed);
            }
        }
    }

    /** Runs something once, when the first rows have been read. */
    private static LoadListener atFirstRows(Runnable action) {
        return new LoadListener() {
            private boolean done;

            @Override
            public void progressed(long storedBytes, long tuples) {
                if (!done) {
                    done = true;
                    action.run();
                }
            }
        };
    }

    @ParameterizedTest
    @EnumSource(Change.class)
    void mixesNoTwoVersionsOfAFileThatIsReplacedWhileItIsRead(Change change) throws Exception {
        MemoryTarget target = new MemoryTarget(Files.createDirectory(folder.resolve("spool")));
        Path file = Files.writeString(folder.resolve("a.json"), Logs.envelope(Logs.records(0, 20)));
        Path other = Files.writeString(folder.resolve("b.json"), Logs.envelope(Logs.records(0, 2)));
        FlowLogLoader loader = FlowLogLoader.create(target, 5_000);

        LoadReport during = loader.load(
                LoadFixture.request(BadInputPolicy.SKIP, file, other),
                atFirstRows(() -> change.apply(file)),
                () -> false);
        List<String> rowsThen = target.places(SourceKey.of(LogFile.of(file)));
        LoadFixture.load(loader, file, other);

        assertThat(during.outcomes()).extracting(SourceOutcome::kind).containsExactly(Kind.FAILED, Kind.LOADED);
        assertThat(during.outcomes().get(0).message())
                .isEqualTo("it was changed while it was read, so the next load reads it again");
        assertThat(rowsThen).isEmpty();
        assertThat(target.places(SourceKey.of(LogFile.of(file))))
                .isEqualTo(LoadFixture.expectedPlaces(Files.readAllBytes(file)));
        assertThat(target.rows()).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void readsAFileThatGrowsWhileItIsRead(Store store) throws Exception {
        LoadFixture fixture = new LoadFixture(store, folder);
        Path file = fixture.write("a.json", Logs.lines(Logs.records(0, 20)));
        LoadRequest request = LoadFixture.request(BadInputPolicy.SKIP, file);
        LoadReport during;
        try (var target = store.open(folder)) {
            during = FlowLogLoader.create(target)
                    .load(
                            request,
                            atFirstRows(() -> {
                                try {
                                    Files.writeString(
                                            file,
                                            Logs.lines(Logs.records(20, 25)),
                                            java.nio.file.StandardOpenOption.APPEND);
                                } catch (IOException failed) {
                                    throw new java.io.UncheckedIOException(failed);
                                }
                            }),
                            () -> false);
        }
        fixture.load(file);

        assertThat(during.isComplete()).isTrue();
        assertThat(during.rows()).isGreaterThanOrEqualTo(40);
        assertThat(fixture.places()).isEqualTo(LoadFixture.expectedPlaces(Files.readAllBytes(file)));
    }
}
