package io.github.flowlog.adx.kusto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class ClusterAddressTest {
    @ParameterizedTest(name = "{5}: {0}")
    @CsvFileSource(resources = "/spec/cluster-address.csv", delimiter = '|', quoteCharacter = '`', numLinesToSkip = 1)
    void readsWhatIsAnAddressAndRefusesTheRest(
            String text,
            @Nullable String endpoint,
            @Nullable String database,
            @Nullable String table,
            @Nullable String refusal,
            String why) {
        if (refusal == null) {
            ClusterAddress address = ClusterAddress.parse(text);
            assertThat(address).as(why).isEqualTo(new ClusterAddress(endpoint, database, table));
            assertThat(ClusterAddress.parse(address.toString())).isEqualTo(address);
            return;
        }
        assertThatThrownBy(() -> ClusterAddress.parse(text))
                .as(why)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(refusal)
                .hasMessageMatching(".*; expected https?://.*/DATABASE\\[/TABLE\\]\\.")
                .hasMessageNotContaining("canary");
    }

    @Test
    void hasNoOtherWayToNameAHost() {
        assertThatThrownBy(() -> new ClusterAddress("https://evilkusto.windows.net", "Net", "T"))
                .hasMessageContaining("is no host of Azure Data Explorer");
        assertThatThrownBy(() -> new ClusterAddress("https://flows.kusto.windows.net", "Net'] | .drop", "T"))
                .hasMessageContaining("no database can have");
        assertThatThrownBy(() -> new ClusterAddress("https://flows.kusto.windows.net", "Net", "T".repeat(1_025)))
                .hasMessageContaining("no table can have");
    }

    @Test
    void writesWhatCanBePasted() {
        assertThat(ClusterAddress.parse("https://ingest-flows.kusto.windows.net/Net Logs/My Flows"))
                .hasToString("https://flows.kusto.windows.net/Net%20Logs/My%20Flows");
        assertThat(ClusterAddress.parse("https://flows.kusto.windows.net/Net/FlowLogs"))
                .hasToString("https://flows.kusto.windows.net/Net");
    }

    @Test
    void putsIngestBeforeClustersOnly() {
        assertThat(ClusterAddress.parse("https://flows.kusto.windows.net/Net").ingestEndpoint())
                .isEqualTo("https://ingest-flows.kusto.windows.net");
        assertThat(ClusterAddress.parse("http://127.0.0.1:1/Net").ingestEndpoint())
                .isEqualTo("http://127.0.0.1:1");
    }

    @Test
    void trustsNoHostThatTheSdkDoesNotTrust() throws IOException {
        try (InputStream in = getClass().getResourceAsStream("/WellKnownKustoEndpoints.json")) {
            String trusted = new String(in.readAllBytes(), UTF_8);
            assertThat(ClusterHosts.CLOUDS).allSatisfy(cloud -> {
                assertThat(trusted).contains("\"" + cloud.login() + "\"");
                String hosts = trusted.substring(trusted.indexOf("\"" + cloud.login() + "\""));
                String ofThisLogin = hosts.substring(0, hosts.indexOf(']'));
                assertThat(cloud.suffixes()).allMatch(suffix -> ofThisLogin.contains("\"" + suffix + "\""));
            });
        }
    }
}
