package io.github.flowlog.adx.cli;

import io.github.flowlog.adx.duckdb.DuckDbQuery;
import io.github.flowlog.adx.duckdb.QueryRows;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Asks the table that a load has made. */
@Command(
        name = "query",
        header = "Ask the loaded table in SQL.",
        description = {
            "",
            "Tables: FlowLogs (one row a flow tuple), FlowLogsWide (with full resource ids), FlowLogResources, "
                    + "FlowLogSources. The file is opened read-only.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  flowlog query \"select * from FlowLogs limit 5\"",
            "  flowlog query \"select AclRule, count(*) as Denied from FlowLogs",
            "      where FlowStatus = 'Denied' group by all order by 2 desc\"",
            "  flowlog query -o csv --db flows.duckdb - < question.sql"
        })
final class QueryCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "SQL", arity = "0..1", description = "One statement, or - to read it from standard input.")
    private @Nullable String sql;

    @Option(names = "--db", paramLabel = "FILE", description = "The DuckDB file. Default: flows.duckdb.")
    private String file = "flows.duckdb";

    @Mixin
    private OutputOptions output = new OutputOptions();

    QueryCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        String statement = statement();
        if (!Files.exists(terminal.resolve(file))) {
            throw CommandFailure.failed(
                    "There is no " + file + " here; make it with: flowlog load SOURCE --to duckdb:" + file);
        }
        long start = terminal.nanoTime().getAsLong();
        long rows = 0;
        try (DuckDbQuery database = DuckDbQuery.open(terminal.resolve(file));
                QueryRows answer = database.run(statement)) {
            RowOutput out = RowOutput.open(output.format(terminal), answer.columns(), terminal);
            List<@Nullable Object> row = answer.nextOrNull();
            while (row != null) {
                out.row(row);
                rows++;
                row = answer.nextOrNull();
            }
            out.close();
        }
        long nanos = terminal.nanoTime().getAsLong() - start;
        terminal.say(Words.count(rows, "row") + "; " + Words.duration(nanos));
        return ExitCode.DONE;
    }

    private String statement() throws IOException {
        String text = sql;
        if (text != null && text.equals("-")) {
            text = new String(terminal.in().readAllBytes(), StandardCharsets.UTF_8);
        }
        if (text == null || text.isBlank()) {
            throw CommandFailure.usage("No SQL given: write the statement in quotes, or - to read standard input.");
        }
        return text;
    }
}
