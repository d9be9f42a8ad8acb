package io.github.flowlog.adx.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.flowlog.adx.kusto.ClusterException;
import io.github.flowlog.encode.FlowColumn;
import io.github.flowlog.encode.TableColumn;
import io.github.flowlog.encode.TableSchema;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SetupTest {
    private final FakeCluster cluster = new FakeCluster("FlowLogs");

    @Test
    void makesAnEmptyDatabaseWhatIsWanted() throws ClusterException {
        List<String> said = apply(SetupOptions.DEFAULT);

        assertThat(said).contains("created table FlowLogs", "set mapping flowlog_csv_v1 of FlowLogSources");
        assertThat(said).hasSameSizeAs(cluster.changes());
        assertThat(cluster.columns("FlowLogs")).isEqualTo(columns(TableSchema.FLOW_LOGS));
        assertThat(differences(SetupOptions.DEFAULT)).isEmpty();
        assertThat(differences(new SetupOptions("FlowLogs", Duration.ofDays(90), Duration.ofDays(14))))
                .isEmpty();
    }

    @Test
    void namesEachMissingTable() throws ClusterException {
        assertThat(differences(SetupOptions.DEFAULT))
                .startsWith(
                        "Table FlowLogs is missing.",
                        "Table FlowLogResources is missing.",
                        "Table FlowLogSources is missing.")
                .contains("Function TopTalkers is missing.", "View FlowsDaily is missing.");
    }

    @Test
    void appendsColumnsThatAnOlderTableLacks() throws ClusterException {
        List<String> all = columns(TableSchema.FLOW_LOGS);
        cluster.withTable("FlowLogs", all.subList(0, all.size() - 2).toArray(String[]::new));

        assertThat(differences(SetupOptions.DEFAULT)).contains("Table FlowLogs lacks TupleIndex, BatchId at its end.");
        assertThat(apply(SetupOptions.DEFAULT)).contains("appended TupleIndex, BatchId to table FlowLogs");
        assertThat(cluster.columns("FlowLogs")).isEqualTo(all);
    }

    @Test
    void leavesColumnsBehindOursToTheirOwner() throws ClusterException {
        List<String> columns = new ArrayList<>(columns(TableSchema.FLOW_LOGS));
        columns.add("Ticket:string");
        cluster.withTable("FlowLogs", columns.toArray(String[]::new));

        assertThat(apply(SetupOptions.DEFAULT)).contains("found table FlowLogs");
        assertThat(cluster.columns("FlowLogs")).isEqualTo(columns);
    }

    @Test
    void changesNothingWhereAColumnIsInAnotherPlace() throws ClusterException {
        cluster.withTable("FlowLogs", "Timestamp:datetime", "DestIp:string", "SrcIp:string");

        assertThatThrownBy(() -> apply(SetupOptions.DEFAULT))
                .isInstanceOf(ClusterException.class)
                .hasMessage(
                        "Column 2 of table FlowLogs is DestIp and has to be SrcIp; name another table behind the database"
                                + " in --to, or move this one away with: .rename table FlowLogs to FlowLogs_before");
        assertThat(cluster.changes()).isEmpty();
        assertThat(differences(SetupOptions.DEFAULT)).first().asString().startsWith("Column 2 of table FlowLogs");
    }

    @Test
    void changesNothingWhereAColumnHasAnotherType() {
        cluster.withTable("FlowLogSources", "SourceId:string", "Account:dynamic");

        assertThatThrownBy(() -> apply(SetupOptions.DEFAULT))
                .hasMessageStartingWith("Column Account of table FlowLogSources is dynamic and has to be string; ");
        assertThat(cluster.changes()).isEmpty();
    }

    @Test
    void neverShortensWhatAnExistingTableKeepsUnlessToldTo() throws ClusterException {
        apply(new SetupOptions("FlowLogs", Duration.ofDays(400), Duration.ofDays(30)));

        List<String> said = apply(SetupOptions.DEFAULT);

        assertThat(said)
                .contains("kept retention policy of FlowLogs", "kept caching policy of FlowLogs")
                .contains("found view FlowsHourly", "kept retention policy of FlowsHourly");
        assertThat(cluster.policy("table FlowLogs", "retention")).contains("400.00:00:00");
        assertThat(cluster.policy("table FlowLogs", "caching")).contains("30.00:00:00");
        assertThat(differences(SetupOptions.DEFAULT)).isEmpty();

        SetupOptions shorter = new SetupOptions("FlowLogs", Duration.ofDays(30), null);
        assertThat(differences(shorter)).containsExactly("Retention of FlowLogs is 400.00:00:00 and not 30.00:00:00.");
        assertThat(apply(shorter)).contains("set retention policy of FlowLogs");
        assertThat(differences(shorter)).isEmpty();
    }

    @Test
    void namesWhatElseDiffers() throws ClusterException {
        apply(SetupOptions.DEFAULT);
        cluster.withPolicy("table FlowLogs", "merge", null)
                .withPolicy("table FlowLogResources", "retention", "{\"SoftDeletePeriod\":\"31.00:00:00\"}")
                .withPolicy("table FlowLogSources", "ingestionbatching", "{\"MaximumBatchingTimeSpan\":\"00:05:00\"}")
                .withFunction("TopTalkers", "{ FlowLogs | take 1 }")
                .withMapping(
                        "FlowLogs", "flowlog_csv_v1", "[{\"Column\":\"SrcIp\",\"Properties\":{\"Ordinal\":\"0\"}}]");

        assertThat(differences(SetupOptions.DEFAULT))
                .containsExactly(
                        "Table FlowLogs lacks mapping flowlog_csv_v1, or it is another one.",
                        "Merge look-back of FlowLogs is not set and not All.",
                        "Retention of FlowLogResources is 31.00:00:00 and not 3650.00:00:00.",
                        "Batching policy of FlowLogSources is not {\"MaximumBatchingTimeSpan\":\"00:01:00\","
                                + "\"MaximumNumberOfItems\":500,\"MaximumRawDataSizeMB\":1024}.",
                        "Function TopTalkers is another one.");
    }

    @Test
    void knowsAMappingInWhateverSpellingTheClusterTellsIt() throws ClusterException {
        apply(SetupOptions.DEFAULT);
        StringBuilder json = new StringBuilder("[");
        for (FlowColumn column : FlowColumn.values()) {
            json.append(column.ordinal() == 0 ? "" : ",")
                    .append("{\"Name\":\"" + column.columnName()
                            + "\",\"DataType\":\"string\",\"CsvDataType\":null,\"Ordinal\":" + column.ordinal()
                            + ",\"ConstValue\":null}");
        }
        cluster.withMapping("FlowLogs", "flowlog_csv_v1", json + "]");

        assertThat(differences(SetupOptions.DEFAULT)).isEmpty();
    }

    private List<String> apply(SetupOptions options) throws ClusterException {
        List<String> said = new ArrayList<>();
        Setup.of(cluster, options).apply(said::add);
        return said;
    }

    private List<String> differences(SetupOptions options) throws ClusterException {
        return Setup.of(cluster, options).differences();
    }

    private static List<String> columns(TableSchema schema) {
        return schema.columns().stream().map(SetupTest::declared).toList();
    }

    private static String declared(TableColumn column) {
        return String.join(":", Arrays.asList(column.columnName(), column.adxType()));
    }
}
