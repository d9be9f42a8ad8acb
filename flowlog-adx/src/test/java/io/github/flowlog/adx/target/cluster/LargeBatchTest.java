package io.github.flowlog.adx.target.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flowlog.ReadLimits;
import io.github.flowlog.adx.FlowLogLoader;
import io.github.flowlog.adx.LoadFixture;
import io.github.flowlog.adx.LoadListener;
import io.github.flowlog.adx.LoadReport;
import io.github.flowlog.adx.LoadRequest;
import io.github.flowlog.adx.Logs;
import io.github.flowlog.adx.SourceOutcome;
import io.github.flowlog.adx.SourceOutcome.Kind;
import io.github.flowlog.adx.journal.FileJournalStore;
import io.github.flowlog.adx.kusto.QueuedBlob;
import io.github.flowlog.adx.source.FlowLogSource;
import io.github.flowlog.adx.source.LogFile;
import io.github.flowlog.filter.FlowFilter;
import io.github.flowlog.problem.BadInputPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Long names stand in each row: little log makes much CSV, and no batch may be larger than a message can say. */
class LargeBatchTest {
    private static final Delivery PATIENT =
            Delivery.defaults().withPoll(Duration.ofMillis(5)).withWaitLimit(Duration.ofMinutes(10));
    private static final String TUPLE = "\"1651525200,10.0.0.1,10.0.0.2,1,2,T,I,D,B,,,,\"";

    @TempDir
    Path folder;

    private final FakeCluster cluster = new FakeCluster();

    /** A record whose rule and group have long names, which come to three values a row. */
    private static String record(int nameLength, int tuples) {
        String name = "n".repeat(nameLength);
        return Logs.record(2)
                .replace("UserRule_web", name)
                .replace("WEB-NSG", name)
                .replaceFirst(
                        "\"flowTuples\":\\[[^\\]]*", "\"flowTuples\":[" + (TUPLE + ",").repeat(tuples - 1) + TUPLE);
    }

    private FlowLogSource write(String name, String... records) throws IOException {
        return LogFile.of(LoadFixture.settled(Files.writeString(folder.resolve(name), Logs.envelope(records))));
    }

    private LoadReport load(long batchBytes, ReadLimits limits, FlowLogSource... logs) throws IOException {
        Path state = Files.createDirectories(folder.resolve("state"));
        try (AdxTarget target = AdxTarget.open(
                cluster.connect(),
                null,
                FileJournalStore.open(state.resolve("journal")),
                state,
                "",
                PATIENT,
                Instant::now,
                step -> {})) {
            LoadRequest request = new LoadRequest(List.of(logs), BadInputPolicy.SKIP, limits, FlowFilter.all());
            return FlowLogLoader.create(target, batchBytes).load(request, LoadListener.NONE, () -> false);
        }
    }

    private static SourceOutcome outcome(LoadReport report, String name) {
        return report.outcomes().stream()
                .filter(outcome -> outcome.name().endsWith(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void closesABatchByItsCsvToo() throws IOException {
        long batchBytes = 2_000_000;
        List<String> records = new ArrayList<>();
        IntStream.range(0, 150).forEach(number -> records.add(record(1_500, 160)));
        FlowLogSource log = write("a.json", records.toArray(String[]::new));
        assertThat(log.storedBytes()).isLessThan(batchBytes);

        LoadReport report = load(batchBytes, ReadLimits.defaults(), log);

        assertThat(report.rows()).isEqualTo(150 * 160);
        assertThat(report.settlement().open()).isEmpty();
        assertThat(cluster.queued()).hasSize(3).extracting(QueuedBlob::rawBytes).allMatch(bytes -> bytes < 50_000_000);
        assertThat(cluster.places()).hasSize(150 * 160).doesNotHaveDuplicates();
    }

    @Test
    void refusesALogWithARecordThatNoBatchCanHoldAndLoadsTheOthers() throws IOException {
        FlowLogSource huge = write("huge.json", Logs.record(1), record(3_900, 185_000), Logs.record(3));
        FlowLogSource other = write("other.json", Logs.record(4));

        LoadReport report = load(FlowLogLoader.BATCH_BYTES, ReadLimits.defaults(), huge, other);
        LoadReport shorter =
                load(FlowLogLoader.BATCH_BYTES, ReadLimits.defaults().withNameBytes(2_048), huge, other);

        assertThat(outcome(report, "huge.json").kind()).isEqualTo(Kind.FAILED);
        assertThat(outcome(report, "huge.json").message()).contains("more than 2 GiB of CSV", "lower --max-name");
        assertThat(outcome(report, "other.json").kind()).isEqualTo(Kind.LOADED);
        assertThat(report.settlement().open()).isEmpty();
        assertThat(shorter.rows()).isEqualTo(4);
        assertThat(shorter.newQuarantine()).isEqualTo(1);
        assertThat(cluster.places()).hasSize(6);
    }
}
