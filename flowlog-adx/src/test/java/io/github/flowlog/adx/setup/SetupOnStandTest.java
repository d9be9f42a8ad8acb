package io.github.flowlog.adx.setup;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flowlog.adx.kusto.Cluster;
import io.github.flowlog.adx.kusto.ClusterAddress;
import io.github.flowlog.adx.kusto.KustoCluster;
import io.github.flowlog.adx.stand.KustoStand;
import io.github.flowlog.encode.TableSchema;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The set-up over Microsoft's SDK, against the stand. */
class SetupOnStandTest {
    @Test
    void makesADatabaseWhatALoadNeeds() throws Exception {
        try (KustoStand stand = KustoStand.start("SetupDb");
                Cluster cluster = KustoCluster.open(ClusterAddress.parse(stand.target()))) {
            String run = "; run: flowlog setup --to " + stand.target() + " --apply";
            assertThat(Preflight.check(cluster).problems())
                    .containsExactly(
                            "Table FlowLogs is not in database SetupDb" + run,
                            "Table FlowLogResources is not in database SetupDb" + run,
                            "Table FlowLogSources is not in database SetupDb" + run);

            List<String> said = new ArrayList<>();
            Setup.of(cluster, SetupOptions.DEFAULT).apply(said::add);

            assertThat(said).contains("created table FlowLogs", "set mapping flowlog_csv_v1 of FlowLogSources");
            PreflightResult ready = Preflight.check(cluster);
            assertThat(ready.problems()).isEmpty();
            assertThat(ready.softDelete()).isEqualTo(Duration.ofDays(90));
            assertThat(stand.sql("SELECT * FROM FlowLogs").columns())
                    .extracting(column -> column.name())
                    .containsAll(TableSchema.FLOW_LOGS.columns().stream()
                            .map(column -> column.columnName())
                            .toList());
        }
    }
}
