package io.github.flowlog.adx;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flowlog.adx.SourceOutcome.Kind;
import io.github.flowlog.adx.target.LoadTarget;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Where batches end is nobody's business: rows, quarantine and cursors are the same. */
class BatchBorderTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Store.class)
    void loadsTheSameRowsInBatchesOfAnySize(Store store) throws Exception {
        LoadFixture whole = new LoadFixture(store, folder);
        String bad = Logs.record(20, 5, Logs.tuple(5, 0), "bad", Logs.tuple(5, 2), "worse");
        Path[] files = {
            whole.write("a.json", Logs.envelope(Logs.records(0, 12))),
            whole.write("b.json.gz", LoadFixture.gzip(Logs.lines(Logs.records(0, 20)))),
            whole.write("c.json", Logs.envelope(Logs.record(1), bad, Logs.record(20, 6), bad, Logs.record(3))),
            whole.write("d.json", Logs.envelope(Logs.record(20, 6))),
            whole.write("e.json", Logs.array(Logs.records(30, 40)))
        };
        LoadReport inOne = whole.load(files);
        assertThat(inOne.batches()).isEqualTo(1);
        for (long batchBytes : List.of(1L, 450L, 2_000L, 7_777L)) {
            Path part = Files.createDirectory(folder.resolve("in-" + batchBytes));
            LoadReport report;
            try (LoadTarget target = store.open(part)) {
                report = LoadFixture.load(FlowLogLoader.create(target, batchBytes), files);
            }
            assertThat(store.rows(part)).as("%s bytes", batchBytes).isEqualTo(whole.rows());
            assertThat(new LoadFixture(store, part).quarantine()).isEqualTo(whole.quarantine());
            assertThat(report.batches()).as("%s bytes", batchBytes).isGreaterThan(2);
            assertThat(report.rows()).isEqualTo(inOne.rows());
            assertThat(report.records()).isEqualTo(inOne.records());
            assertThat(report.count(Kind.LOADED)).isEqualTo(files.length);
            try (LoadTarget target = store.open(part)) {
                assertThat(LoadFixture.load(FlowLogLoader.create(target, batchBytes), files)
                                .batches())
                        .isZero();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void cutsCompressedSourcesByWhatTheyExpandTo(Store store) throws Exception {
        LoadFixture fixture = new LoadFixture(store, folder);
        Path[] files = new Path[5];
        for (int i = 0; i < files.length; i++) {
            files[i] = fixture.write("a" + i + ".json.gz", LoadFixture.gzip(Logs.envelope(Logs.records(0, 59))));
        }
        LoadReport report;
        try (LoadTarget target = store.open(folder)) {
            report = LoadFixture.load(FlowLogLoader.create(target, 10_000), files);
        }

        assertThat(report.rows()).isEqualTo(5 * 118);
        assertThat(fixture.rows()).hasSize(5 * 118).doesNotHaveDuplicates();
        assertThat(store.query(
                        folder,
                        "SELECT max(n)::VARCHAR FROM " + "(SELECT count(*) AS n FROM {FlowLogs} GROUP BY BatchId)"))
                .singleElement()
                .satisfies(rows -> assertThat(Integer.parseInt(rows)).isLessThan(2 * 118));
    }
}
