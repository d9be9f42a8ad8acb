package io.github.flowlog.adx.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SetupCommandTest {
    private static final String URL = "https://flows.westeurope.kusto.windows.net/net";

    @TempDir
    Path directory;

    @Test
    void printsTheCommandsAndRunsNone() {
        Cli.Result result = run("setup", "--to", URL + "/Flows", "--retention", "400d", "--hot", "31d");

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out())
                .startsWith("// table Flows\n.create-merge table Flows (\n    Timestamp: datetime,\n")
                .contains(
                        ".alter-merge table Flows policy retention softdelete = 400d\n",
                        ".alter table Flows policy caching hot = 31d\n",
                        "// function TopTalkers\n",
                        "FlowsDaily on table Flows {\n    Flows\n")
                .doesNotContain("table FlowLogs ");
        assertThat(result.err()).contains(" commands, none was run; --apply runs them.");
    }

    @Test
    void printsWhatTakesEverythingAway() {
        Cli.Result result = run("setup", "--remove");

        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).contains(".drop function TopTalkers ifexists\n", ".drop table FlowLogs ifexists\n");
        assertThat(result.err()).isEqualTo("Nothing was run. With the tables go all rows.\n");
    }

    @Test
    void printsTheDashboardOfADatabase() {
        Cli.Result result = run("setup", "--to", URL, "--dashboard");

        assertThat(result.exitCode()).isZero();
        assertThat(result.out())
                .contains("\"clusterUri\" : \"https://flows.westeurope.kusto.windows.net\"", "\"database\" : \"net\"");
    }

    @Test
    void saysWhatIsWrongWithTheWords() {
        assertUsage(
                "No database given: add --to https://CLUSTER.REGION.kusto.windows.net/DATABASE.", "setup", "--apply");
        assertUsage("No database given", "setup", "--dashboard");
        assertUsage("mutually exclusive", "setup", "--to", URL, "--apply", "--diff");
        assertUsage("no host of Azure Data Explorer", "setup", "--to", "https://example.org/net");
        assertUsage("cannot be hot for longer than they are kept", "setup", "--retention", "7d", "--hot", "8d");
        assertUsage("the table cannot be called flowLogs", "setup", "--to", URL + "/flowLogs");
        assertUsage("longer than nothing", "setup", "--retention", "0d");
    }

    @Test
    void takesTheShorterRetentionAsTheHotPeriodUnlessOneIsGiven() {
        assertThat(run("setup", "--retention", "7d").out()).contains("policy caching hot = 7d\n");
    }

    private void assertUsage(String message, String... arguments) {
        Cli.Result result = run(arguments);
        assertThat(result.exitCode()).as(result.err()).isEqualTo(2);
        assertThat(result.err()).contains(message);
        assertThat(result.out()).isEmpty();
    }

    private Cli.Result run(String... arguments) {
        return new Cli(directory).run(arguments);
    }
}
