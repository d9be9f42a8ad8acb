package io.github.flowlog.adx.cli.load;

import io.github.flowlog.adx.cli.terminal.CommandFailure;
import io.github.flowlog.adx.cli.terminal.Terminal;
import io.github.flowlog.adx.cli.text.Ago;
import io.github.flowlog.adx.duckdb.DuckDbTarget;
import io.github.flowlog.adx.target.LoadTarget;
import io.github.flowlog.adx.target.csv.CsvTarget;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How rows get into a target. */
final class DeliveryOptions {
    @Option(
            names = "--staging",
            paramLabel = "URL",
            order = 22,
            description = "Cluster: upload batches to this container of yours, CONTAINER[/FOLDER], and not to those of "
                    + "the cluster.")
    private @Nullable String staging;

    @Option(
            names = "--no-wait",
            order = 23,
            description = "Cluster: end when everything is queued; the next load confirms it.")
    private boolean noWait;

    @Option(
            names = "--wait-limit",
            paramLabel = "TIME",
            order = 24,
            converter = Ago.class,
            description = "Cluster: how long a batch may take from the queue into the table; default 30m.")
    private @Nullable Duration waitLimit;

    /** Opens a target to look at it, which makes none; the caller closes it. */
    LoadTarget open(TargetOptions target, Terminal terminal, boolean following) throws IOException {
        if (target.isNew(terminal)) {
            String name = target.target().toString();
            throw CommandFailure.failed("There is no " + name.substring(name.indexOf(':') + 1)
                    + " here; make it with: flowlog load SOURCE --to " + name);
        }
        return open(target, terminal, following, false);
    }

    /** Opens a target for a load, which settles by how many loaders it is loaded; the caller closes it. */
    LoadTarget openToLoad(TargetOptions target, Terminal terminal, boolean following) throws IOException {
        return open(target, terminal, following, true);
    }

    private LoadTarget open(TargetOptions target, Terminal terminal, boolean following, boolean loading)
            throws IOException {
        if (target.target() instanceof TargetName.Adx adx) {
            return target.cluster(adx, terminal)
                    .with(staging, !noWait, waitLimit)
                    .open(following, loading);
        }
        target.requireCluster(staging != null || noWait || waitLimit != null);
        Path path = target.path(terminal);
        return target.target() instanceof TargetName.Csv ? CsvTarget.open(path) : DuckDbTarget.open(path);
    }
}
