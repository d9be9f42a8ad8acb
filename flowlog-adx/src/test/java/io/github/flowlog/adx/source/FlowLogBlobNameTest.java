package io.github.flowlog.adx.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flowlog.adx.source.FlowLogBlobName.Kind;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlowLogBlobNameTest {
    private static final String NSG_ID =
            "/SUBSCRIPTIONS/S1/RESOURCEGROUPS/NETFLOW-TEST/PROVIDERS/MICROSOFT.NETWORK/NETWORKSECURITYGROUPS/NETFLOWVM-NSG";

    @Test
    void readsAnNsgPathWithoutMacAddress() {
        assertThat(FlowLogBlobName.parseOrNull("resourceId=" + NSG_ID + "/y=2017/m=03/d=27/h=01/m=00/PT1H.json"))
                .isEqualTo(new FlowLogBlobName(
                        Kind.NSG, NSG_ID, "NETFLOWVM-NSG", Instant.parse("2017-03-27T01:00:00Z"), null));
    }

    @Test
    void readsAnNsgPathWithMacAddressBelowOtherFolders() {
        assertThat(FlowLogBlobName.parseOrNull("backup/2022/resourceId=" + NSG_ID
                        + "/y=2022/m=05/d=02/h=21/m=00/macAddress=00224881416b/PT1H.json.gz"))
                .isEqualTo(new FlowLogBlobName(
                        Kind.NSG, NSG_ID, "NETFLOWVM-NSG", Instant.parse("2022-05-02T21:00:00Z"), "00224881416B"));
    }

    @Test
    void readsAVnetPathWithTheIdJoinedByUnderscores() {
        assertThat(FlowLogBlobName.parseOrNull(
                        "flowLogResourceID=/8A1B_NETWORKWATCHERRG/NETWORKWATCHER_WESTEUROPE_VNET1-RG-FLOWLOGS"
                                + "/y=2025/m=10/d=09/h=08/m=00/macAddress=6045BDBA5272/PT1H.json"))
                .isEqualTo(new FlowLogBlobName(
                        Kind.VNET,
                        "/8A1B_NETWORKWATCHERRG/NETWORKWATCHER_WESTEUROPE_VNET1-RG-FLOWLOGS",
                        "VNET1-RG-FLOWLOGS",
                        Instant.parse("2025-10-09T08:00:00Z"),
                        "6045BDBA5272"));
    }

    @Test
    void readsAVnetPathWithAFullResourceId() {
        FlowLogBlobName name = FlowLogBlobName.parseOrNull(
                "flowLogResourceID=/SUBSCRIPTIONS/S1/RESOURCEGROUPS/NETWORKWATCHERRG/PROVIDERS/MICROSOFT.NETWORK"
                        + "/NETWORKWATCHERS/NETWORKWATCHER_WESTEUROPE/FLOWLOGS/EDGE/y=2025/m=12/d=31/h=23/m=00"
                        + "/macAddress=6045BDBA5272/PT1H.json");

        assertThat(name).isNotNull();
        assertThat(name.kind()).isEqualTo(Kind.VNET);
        assertThat(name.resourceName()).isEqualTo("EDGE");
        assertThat(name.hour()).isEqualTo("2025-12-31T23:00:00Z");
    }

    @Test
    void keepsTheWholeLastPartWhereTheJoinIsNotTheUsualOne() {
        FlowLogBlobName name = FlowLogBlobName.parseOrNull(
                "flowLogResourceID=/8A1B_MYRG/MYWATCHER_EDGE/y=2025/m=12/d=31/h=23/m=00/macAddress=6045BDBA5272/PT1H.json");

        assertThat(name).isNotNull();
        assertThat(name.resourceName()).isEqualTo("MYWATCHER_EDGE");
    }

    @Test
    void tellsTheLogsOfOtherServicesFromFlowLogs() {
        FlowLogBlobName name =
                FlowLogBlobName.parseOrNull("resourceId=/SUBSCRIPTIONS/S1/RESOURCEGROUPS/R/PROVIDERS/MICROSOFT.KEYVAULT"
                        + "/VAULTS/KEYS/y=2025/m=12/d=31/h=23/m=00/PT1H.json");

        assertThat(name).isNotNull();
        assertThat(name.kind()).isEqualTo(Kind.OTHER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PT1H.json",
                "",
                "/",
                "logs/y=2022/m=05/d=02/h=21/m=00/PT1H.json",
                "resourceId=/A/y=2022/m=13/d=02/h=21/m=00/PT1H.json",
                "resourceId=/A/y=2022/m=05/d=02/h=+1/m=00/PT1H.json",
                "resourceId=/A/y=99999/m=05/d=02/h=01/m=00/PT1H.json",
                "resourceId=/A/m=05/d=02/h=01/m=00/PT1H.json",
                "resourceId=/y=2022/m=05/d=02/h=01/m=00/PT1H.json",
                "resourceId=/A/y=2022/m=05/d=02/h=01/m=00/macAddress=XYZ/PT1H.json"
            })
    void refusesWhatIsNoBlobNameOfAFlowLog(String path) {
        assertThat(FlowLogBlobName.parseOrNull(path)).isNull();
    }
}
