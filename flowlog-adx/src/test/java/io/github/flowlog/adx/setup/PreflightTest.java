package io.github.flowlog.adx.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.flowlog.adx.kusto.ClusterException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PreflightTest {
    private static final String MEND =
            "; run: flowlog setup --to https://flows.westeurope.kusto.windows.net/net --apply";
    private static final String DROPS_TAGS = "[{\"TagPrefix\":\"drop-by:\",\"RetentionPeriod\":\"3.00:00:00\"},"
            + "{\"TagPrefix\":\"ingest-by:\",\"RetentionPeriod\":\"02:00:00\"}]";
    private static final String KEEPS_TAGS = "[{\"TagPrefix\":\"drop-by:\",\"RetentionPeriod\":\"3.00:00:00\"}]";

    private final FakeCluster cluster = new FakeCluster("FlowLogs");

    @BeforeEach
    void setUp() throws ClusterException {
        Setup.of(cluster, SetupOptions.DEFAULT).apply(line -> {});
    }

    @Test
    void findsNothingInADatabaseThatWasSetUp() throws ClusterException {
        PreflightResult result = Preflight.check(cluster);

        assertThat(result.problems()).isEmpty();
        assertThat(result.softDelete()).isEqualTo(Duration.ofDays(90));
    }

    @Test
    void namesWhatIsMissingAndWhatMendsIt() throws ClusterException {
        FakeCluster bare = new FakeCluster("Flows").withTable("Flows", "Timestamp:datetime", "SrcIp:string");

        assertThat(Preflight.check(bare).problems())
                .containsExactly(
                        "Table Flows lacks DestIp, SrcPort, DestPort, Protocol, FlowDirection, FlowStatus, FlowState,"
                                + " FlowEncryption, PacketsSrcToDest, BytesSrcToDest, PacketsDestToSrc, BytesDestToSrc,"
                                + " FlowType, AclRule, AclGroup, MacAddress, Resource, FlowLogVersion, RecordTime,"
                                + " ResourceKey, AclKey, SourceId, RecordOffset, TupleIndex, BatchId"
                                + MEND.replace("/net ", "/net/Flows "),
                        "Table Flows lacks mapping flowlog_csv_v1 or has another one of that name"
                                + MEND.replace("/net ", "/net/Flows "),
                        "Table FlowLogResources is not in database net" + MEND.replace("/net ", "/net/Flows "),
                        "Table FlowLogSources is not in database net" + MEND.replace("/net ", "/net/Flows "));
    }

    @Test
    void saysWhatToDoWithATableOfSomeoneElse() throws ClusterException {
        cluster.withTable("FlowLogs", "Time:datetime");

        assertThat(Preflight.check(cluster).problems())
                .containsExactly(
                        "Column 1 of table FlowLogs is Time and has to be Timestamp; name another table behind the"
                                + " database in --to, or move this one away with: .rename table FlowLogs to FlowLogs_before");
    }

    @Test
    void refusesATableThatDropsIngestByTags() throws ClusterException {
        cluster.withPolicy("table FlowLogs", "extent_tags_retention", DROPS_TAGS);

        assertThat(Preflight.check(cluster).problems())
                .containsExactly(
                        "Table FlowLogs drops ingest-by tags after a while, without which rows would be loaded twice;"
                                + " run: .delete table FlowLogs policy extent_tags_retention");
    }

    @Test
    void refusesADatabaseThatDropsIngestByTagsUnlessTheTableKeepsThem() throws ClusterException {
        cluster.withPolicy("database net", "extent_tags_retention", DROPS_TAGS);
        assertThat(Preflight.check(cluster).problems())
                .containsExactly(
                        "Database net drops ingest-by tags after a while, without which rows would be loaded twice;"
                                + " take ingest-by: out of its policy, or run: .delete database ['net'] policy extent_tags_retention");

        cluster.withPolicy("table FlowLogs", "extent_tags_retention", KEEPS_TAGS);
        assertThat(Preflight.check(cluster).problems()).isEmpty();
    }

    @Test
    void tellsThePeriodThatTheTableTakesFromItsDatabase() throws ClusterException {
        cluster.withPolicy("table FlowLogs", "retention", null)
                .withPolicy("database net", "retention", "{\"SoftDeletePeriod\":\"31.06:00:00\"}");

        assertThat(Preflight.check(cluster).softDelete())
                .isEqualTo(Duration.ofDays(31).plusHours(6));
    }

    @Test
    void namesTheRoleThatIsMissing() throws ClusterException {
        ClusterException forbidden = new ClusterException("Cluster flows refuses the request.", true, null);

        assertThat(Preflight.check(new FakeCluster("FlowLogs").refusing(forbidden))
                        .problems())
                .containsExactly(
                        "The cluster refuses what a load needs (Cluster flows refuses the request); if a right is"
                                + " missing, an admin grants Database Viewer with: .add database ['net'] viewers"
                                + " ('aadapp=APPLICATION;TENANT')");
        assertThat(Preflight.check(cluster.refusingToQueue(forbidden)).problems())
                .singleElement()
                .asString()
                .contains("an admin grants Database Ingestor with: .add database ['net'] ingestors");
    }

    @Test
    void advisesNoRightWhereThereIsNoDatabase() throws ClusterException {
        ClusterException missing =
                ClusterException.missingDatabase("Cluster flows has no database net; check its name.", null);

        assertThat(Preflight.check(new FakeCluster("FlowLogs").refusing(missing))
                        .problems())
                .containsExactly("Cluster flows has no database net; check its name.");
    }

    @Test
    void failsWhenTheClusterCannotBeAskedJustNow() {
        ClusterException busy = new ClusterException("Cluster flows is busy.", false, null);

        assertThatThrownBy(() -> Preflight.check(new FakeCluster("FlowLogs").refusing(busy)))
                .isSameAs(busy);
        assertThatThrownBy(() -> Preflight.check(cluster.refusingToQueue(busy))).isSameAs(busy);
    }
}
