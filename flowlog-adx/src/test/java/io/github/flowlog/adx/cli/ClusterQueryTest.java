package io.github.flowlog.adx.cli;

import static io.github.flowlog.adx.kusto.FakeKusto.column;
import static io.github.flowlog.adx.kusto.FakeKusto.error;
import static io.github.flowlog.adx.kusto.FakeKusto.json;
import static io.github.flowlog.adx.kusto.FakeKusto.status;
import static io.github.flowlog.adx.kusto.FakeKusto.v1;
import static io.github.flowlog.adx.kusto.FakeKusto.v2;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.flowlog.adx.kusto.FakeKusto;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterQueryTest {
    @TempDir
    Path directory;

    private FakeKusto fake;

    @BeforeEach
    void start() throws IOException {
        fake = FakeKusto.start();
    }

    @AfterEach
    void stop() {
        fake.close();
    }

    private Cli.Result run(String... arguments) {
        return new Cli(directory).run(arguments);
    }

    private String to() {
        return fake.address().toString();
    }

    @Test
    void printsTheAnswerInEachFormat() {
        String columns =
                column("Timestamp", "datetime") + "," + column("Rule", "string") + "," + column("Flows", "long") + ","
                        + column("Share", "real") + "," + column("Known", "bool") + "," + column("Tags", "dynamic");
        fake.on(
                FakeKusto.QUERY,
                json(
                        v2(
                                columns,
                                "[\"2026-01-02T03:04:05Z\",\"deny, all\",9007199254740993,0.25,true,{\"a\":1}],[null,\"\",null,null,false,null]")));

        assertThat(run("query", "--to", to(), "-o", "csv", "FlowLogs | take 2").out())
                .isEqualTo("""
                        Timestamp,Rule,Flows,Share,Known,Tags
                        2026-01-02T03:04:05Z,"deny, all",9007199254740993,0.25,true,"{""a"":1}"
                        ,"",,,false,
                        """);
        assertThat(run("query", "-t", to(), "-o", "jsonl", "FlowLogs | take 2").out())
                .isEqualTo("""
                        {"Timestamp":"2026-01-02T03:04:05Z","Rule":"deny, all","Flows":9007199254740993,"Share":0.25,"Known":true,"Tags":"{\\"a\\":1}"}
                        {"Timestamp":null,"Rule":"","Flows":null,"Share":null,"Known":false,"Tags":null}
                        """);
        Cli.Result table = run("query", "--to", to(), "-o", "table", "FlowLogs | take 2");
        assertThat(table.out()).isEqualTo("""
                        Timestamp             Rule                  Flows  Share  Known  Tags
                        2026-01-02T03:04:05Z  deny, all  9007199254740993   0.25  true   {"a":1}
                        -                                               -      -  false  -
                        """);
        assertThat(table.err()).startsWith("2 rows; ");
        assertThat(table.exitCode()).isZero();
        assertThat(fake.requests(FakeKusto.QUERY).get(0).body()).contains("\"csl\":\"FlowLogs | take 2\"");
    }

    @Test
    void runsCommandsThatShowAndNoOthers() {
        fake.on(FakeKusto.COMMAND, json(v1(column("TableName", "string"), "[\"FlowLogs\"]")));

        assertThat(run("query", "--to", to(), " .show tables").out()).isEqualTo("TableName\nFlowLogs\n");
        for (String command : new String[] {".drop table FlowLogs", ".showtables", ".", "  .set x <| y"}) {
            Cli.Result refused = run("query", "--to", to(), command);
            assertThat(refused.exitCode()).isEqualTo(2);
            assertThat(refused.err())
                    .contains("query changes nothing: of commands, only those that begin with .show are run.");
        }
        assertThat(fake.requests(FakeKusto.COMMAND)).hasSize(1);
    }

    @Test
    void saysInOneSentenceWhatTheClusterHasAgainstAQuery() {
        fake.on(
                FakeKusto.QUERY,
                status(
                        400,
                        error(
                                true,
                                "Semantic error: SEM0100: 'where' operator: Failed to resolve scalar expression named 'Rul'")));

        Cli.Result refused = run("query", "--to", to(), "FlowLogs | where Rul == 'a'");

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.out()).isEmpty();
        assertThat(refused.err())
                .isEqualTo("Cluster " + fake.address().host()
                        + " does not answer the query: Semantic error: SEM0100: 'where' operator: Failed to resolve scalar"
                        + " expression named 'Rul'.\n");
    }

    @Test
    void refusesWhatIsNoClusterAndShowsNoSecret() {
        assertThat(run("query", "--to", "https://evil.com/Net", "T"))
                .satisfies(refused -> assertThat(refused.exitCode()).isEqualTo(2))
                .satisfies(refused -> assertThat(refused.err())
                        .contains(
                                "\"evil.com\" is no host of Azure Data Explorer or Fabric; expected https://CLUSTER."));
        assertThat(run("query", "--to", "https://flows.kusto.windows.net/Net?sig=canary", "T")
                        .err())
                .doesNotContain("canary");
        assertThat(run("query", "--to", to(), "--db", "x.duckdb", "T").err()).contains("give one of them");
        assertThat(run("query", "--to", to()).err()).contains("No KQL given");
    }
}
