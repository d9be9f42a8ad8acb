package io.github.flowlog.adx.cli;

import io.github.flowlog.adx.cli.terminal.CommandFailure;
import io.github.flowlog.adx.cli.terminal.ExitCode;
import io.github.flowlog.adx.cli.terminal.Terminal;
import io.github.flowlog.adx.cli.text.Ago;
import io.github.flowlog.adx.cli.text.TerminalText;
import io.github.flowlog.adx.cli.text.Words;
import io.github.flowlog.adx.kusto.Cluster;
import io.github.flowlog.adx.kusto.ClusterAddress;
import io.github.flowlog.adx.kusto.ClusterException;
import io.github.flowlog.adx.kusto.KustoCluster;
import io.github.flowlog.adx.setup.Dashboard;
import io.github.flowlog.adx.setup.GrafanaDashboard;
import io.github.flowlog.adx.setup.Setup;
import io.github.flowlog.adx.setup.SetupOptions;
import io.github.flowlog.adx.setup.SetupScript;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Makes a database of Azure Data Explorer ready for flow logs. */
@Command(
        name = "setup",
        header = "Make a database in Azure Data Explorer ready: tables, functions, views, dashboard.",
        description = {
            "",
            "Without --apply it prints the commands, for a person or a pipeline to run. All of them may be run again: "
                    + "tables only ever gain columns at their end, and what an existing table keeps is not changed unless "
                    + "--retention or --hot is given.",
            "",
            "It needs the role Database Admin; a load needs Database Viewer and Database Ingestor.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  flowlog setup",
            "  flowlog setup --retention 400d --hot 31d > setup.kql",
            "  flowlog setup -t https://CLUSTER.REGION.kusto.windows.net/DB --apply",
            "  flowlog setup -t https://CLUSTER.REGION.kusto.windows.net/DB --diff",
            "  flowlog setup -t https://CLUSTER.REGION.kusto.windows.net/DB --dashboard",
            "  flowlog setup --remove"
        })
final class SetupCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Clusters clusters;

    @Option(
            names = {"-t", "--to"},
            paramLabel = "URL",
            order = 1,
            converter = AddressOption.class,
            description = "https://CLUSTER.REGION.kusto.windows.net/DATABASE[/TABLE].")
    private @Nullable ClusterAddress to;

    @ArgGroup
    private @Nullable Action action;

    @Option(
            names = "--retention",
            paramLabel = "TIME",
            order = 6,
            converter = Ago.class,
            description = "After how long rows are deleted: 30d, 400d. Default: 90d for a new table.")
    private @Nullable Duration retention;

    @Option(
            names = "--hot",
            paramLabel = "TIME",
            order = 7,
            converter = Ago.class,
            description = "How long rows are kept on fast disks. Default: 14d for a new table.")
    private @Nullable Duration hot;

    /** What to do other than print; one at most. */
    @SuppressWarnings("UnusedVariable") // picocli sets the fields
    static final class Action {
        @Option(names = "--apply", order = 2, description = "Run the commands, and say what each did.")
        private boolean applies;

        @Option(
                names = "--diff",
                order = 3,
                description = "Print what differs and change nothing; exit 4 if anything does.")
        private boolean compares;

        @Option(
                names = "--dashboard",
                order = 4,
                description = "Print the dashboard file, for the import of the web page.")
        private boolean printsDashboard;

        @Option(names = "--grafana", order = 4, description = "Print the same dashboard for Grafana, for its import.")
        private boolean printsGrafana;

        @Option(names = "--remove", order = 5, description = "Print the commands that take everything away; run none.")
        private boolean removes;
    }

    /** How clusters are reached. */
    interface Clusters {
        Cluster open(ClusterAddress address) throws ClusterException;
    }

    SetupCommand(Terminal terminal) {
        this(terminal, KustoCluster::open);
    }

    SetupCommand(Terminal terminal, Clusters clusters) {
        this.terminal = terminal;
        this.clusters = clusters;
    }

    @Override
    public Integer call() throws IOException {
        SetupOptions options = options();
        Action chosen = action == null ? new Action() : action;
        if (chosen.removes) {
            print(SetupScript.removal(options).text());
            terminal.say("Nothing was run. With the tables go all rows.");
            return ExitCode.DONE;
        }
        if (chosen.printsDashboard) {
            print(Dashboard.of(address()).json());
            return ExitCode.DONE;
        }
        if (chosen.printsGrafana) {
            print(GrafanaDashboard.of(address()).json());
            return ExitCode.DONE;
        }
        if (!chosen.applies && !chosen.compares) {
            SetupScript script = SetupScript.of(options);
            print(script.text());
            terminal.say(Words.count(script.steps().size(), "command") + ", none was run; --apply runs them.");
            return ExitCode.DONE;
        }
        try (Cluster cluster = clusters.open(address())) {
            Setup setup = Setup.of(cluster, options);
            return chosen.applies ? apply(setup) : compare(setup);
        } catch (ClusterException failed) {
            throw CommandFailure.failed(String.valueOf(failed.getMessage()));
        }
    }

    private int apply(Setup setup) throws ClusterException {
        setup.apply(line -> terminal.say("  " + line));
        terminal.say("Database " + address().database() + " is ready; next: flowlog load SOURCE --to " + address());
        return ExitCode.DONE;
    }

    private int compare(Setup setup) throws ClusterException, IOException {
        List<String> differences = setup.differences();
        print(differences.isEmpty() ? "" : String.join("\n", differences) + "\n");
        terminal.say(
                differences.isEmpty()
                        ? "Nothing differs. Encodings and descriptions are not compared."
                        : Words.count(differences.size(), "difference")
                                + "; --apply mends them, unless a sentence says otherwise.");
        return differences.isEmpty() ? ExitCode.DONE : ExitCode.DIFFERENT;
    }

    private ClusterAddress address() {
        if (to == null) {
            throw CommandFailure.usage(
                    "No database given: add --to https://CLUSTER.REGION.kusto.windows.net/DATABASE.");
        }
        return to;
    }

    private SetupOptions options() {
        try {
            return new SetupOptions(to == null ? ClusterAddress.DEFAULT_TABLE : to.table(), retention, hot);
        } catch (IllegalArgumentException wrong) {
            throw CommandFailure.usage(TerminalText.printable(String.valueOf(wrong.getMessage())) + ".");
        }
    }

    private void print(String text) throws IOException {
        OutputStream out = terminal.openOutput();
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    /** Reads the address of a database. */
    static final class AddressOption implements ITypeConverter<ClusterAddress> {
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
