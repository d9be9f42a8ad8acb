package io.github.flowlog.adx.cli.input;

import io.github.flowlog.adx.cli.terminal.Terminal;
import io.github.flowlog.filter.FlowFilter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Option;

/** The selection of a command as a query on a table, in place of its answer. */
public final class QueryOptions {
    @Option(names = "--print-sql", order = 16, description = "Print the selection as SQL on FlowLogs; read nothing.")
    private boolean printsSql;

    @Option(names = "--print-kql", order = 17, description = "Print the selection as KQL on FlowLogs; read nothing.")
    private boolean printsKql;

    /** Prints the selection when that is all that is wanted: a command that gets true is done. */
    public boolean print(Terminal terminal, FlowFilter selected) throws IOException {
        if (!printsSql && !printsKql) {
            return false;
        }
        StringBuilder text = new StringBuilder();
        if (printsSql) {
            text.append("select * from FlowLogs\n");
            text.append(selected.isAll() ? "" : "where " + selected.toSql() + "\n");
        }
        if (printsKql) {
            text.append("FlowLogs\n");
            text.append(selected.isAll() ? "" : "| where " + selected.toKql() + "\n");
        }
        OutputStream out = terminal.openOutput();
        out.write(text.toString().getBytes(StandardCharsets.UTF_8));
        out.flush();
        return true;
    }
}
