package io.github.flowlog.adx.cli;

import io.github.flowlog.adx.cli.output.OutputOptions;
import io.github.flowlog.adx.cli.output.RowOutput;
import io.github.flowlog.adx.cli.terminal.CommandFailure;
import io.github.flowlog.adx.cli.terminal.ExitCode;
import io.github.flowlog.adx.cli.terminal.Terminal;
import io.github.flowlog.adx.cli.text.Words;
import io.github.flowlog.adx.duckdb.DuckDbQuery;
import io.github.flowlog.adx.duckdb.QueryRows;
import io.github.flowlog.adx.kusto.Cluster;
import io.github.flowlog.adx.kusto.ClusterAddress;
import io.github.flowlog.adx.kusto.ClusterException;
import io.github.flowlog.adx.kusto.KustoCluster;
import io.github.flowlog.adx.kusto.KustoRows;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** Asks the table that a load has made, in a file or on a cluster. */
@Command(
        name = "query",
        header = "Ask the loaded table in SQL, on a cluster in KQL.",
        description = {
            "",
            "Tables: FlowLogs (one row a flow tuple), FlowLogsWide (with full resource ids), FlowLogResources, "
                    + "FlowLogSources. The file is opened read-only.",
            "",
            "Questions: top_talkers, private_public_matrix, dropped_flows, denials_by_rule, required_ports, exposed_ports, "
                    + "new_talkers, port_scan, unencrypted_flows, ingest_health, duplicates, flows_hourly, flows_daily, and "
                    + "flows_between(A, B). With parentheses they take arguments by name: since := interval 6 hour, "
                    + "until := timestamp '2026-11-20', resource_name := 'NAME'; without, they look at the whole file. On a "
                    + "cluster that setup has made ready they are called TopTalkers and so on; see docs/ADX.md.",
            "",
            "With --to, it is KQL that a cluster answers; a command that begins with .show is answered too, and no other. "
                    + "Signs in with Microsoft Entra ID (az login); needs the role Database Viewer.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  flowlog query \"select * from FlowLogs limit 5\"",
            "  flowlog query \"select AclRule, count(*) as Denied from FlowLogs",
            "      where FlowStatus = 'Denied' group by all order by 2 desc\"",
            "  flowlog query \"from top_talkers\"",
            "  flowlog query \"from dropped_flows('10.0.17.4', since := interval 1 day)\"",
            "  flowlog query -o csv --db flows.duckdb - < question.sql",
            "  flowlog query --to https://flows.westeurope.kusto.windows.net/Network",
            "      \"FlowLogs | where FlowStatus == 'Denied' | summarize count() by AclRule\""
        })
final class QueryCommand implements Callable<Integer> {
    private static final Pattern SHOW = Pattern.compile("\\s*\\.show\\b");

    private final Terminal terminal;

    @Parameters(
            paramLabel = "STATEMENT",
            arity = "0..1",
            description = "One statement, or - to read it from standard input.")
    private @Nullable String statement;

    @Option(names = "--db", paramLabel = "FILE", description = "The DuckDB file. Default: flows.duckdb.")
    private @Nullable String file;

    @Option(
            names = {"-t", "--to"},
            paramLabel = "CLUSTER",
            converter = ClusterOption.class,
            description = "https://CLUSTER.REGION.kusto.windows.net/DATABASE, instead of a file.")
    private @Nullable ClusterAddress cluster;

    @Mixin
    private OutputOptions output = new OutputOptions();

    QueryCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, ClusterException {
        String statement = statement();
        ClusterAddress address = cluster;
        if (address != null && file != null) {
            throw CommandFailure.usage("--db names a file and --to a cluster; give one of them.");
        }
        long start = terminal.nanoTime().getAsLong();
        long rows = address == null ? askFile(statement) : askCluster(statement, address);
        long nanos = terminal.nanoTime().getAsLong() - start;
        terminal.say(Words.count(rows, "row") + "; " + Words.duration(nanos));
        return ExitCode.DONE;
    }

    private long askFile(String sql) throws IOException {
        String name = file == null ? "flows.duckdb" : file;
        if (!Files.exists(terminal.resolve(name))) {
            throw CommandFailure.failed(
                    "There is no " + name + " here; make it with: flowlog load SOURCE --to duckdb:" + name);
        }
        long rows = 0;
        try (DuckDbQuery database = DuckDbQuery.open(terminal.resolve(name));
                QueryRows answer = database.run(sql)) {
            RowOutput out = RowOutput.open(output.format(terminal), answer.columns(), terminal);
            List<@Nullable Object> row = answer.nextOrNull();
            while (row != null) {
                out.row(row);
                rows++;
                row = answer.nextOrNull();
            }
            out.close();
        }
        return rows;
    }

    private long askCluster(String kql, ClusterAddress address) throws IOException, ClusterException {
        boolean command = kql.stripLeading().startsWith(".");
        if (command && !SHOW.matcher(kql).lookingAt()) {
            throw CommandFailure.usage("query changes nothing: of commands, only those that begin with .show are run.");
        }
        KustoRows answer;
        try (Cluster opened = KustoCluster.open(address)) {
            answer = command ? opened.manage(kql) : opened.query(kql);
        }
        List<String> columns =
                answer.columns().stream().map(KustoRows.Column::name).toList();
        RowOutput out = RowOutput.open(output.format(terminal), columns, terminal);
        for (List<@Nullable Object> row : answer.rows()) {
            out.row(row);
        }
        out.close();
        return answer.size();
    }

    private String statement() throws IOException {
        String text = statement;
        if (text != null && text.equals("-")) {
            text = new String(terminal.in().readAllBytes(), StandardCharsets.UTF_8);
        }
        if (text == null || text.isBlank()) {
            throw CommandFailure.usage((cluster == null ? "No SQL" : "No KQL")
                    + " given: write the statement in quotes, or - to read standard input.");
        }
        return text;
    }

    /** Reads the address of a cluster. */
    static final class ClusterOption implements ITypeConverter<ClusterAddress> {
        @Override
        public ClusterAddress convert(String text) {
            try {
                return ClusterAddress.parse(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }
}
