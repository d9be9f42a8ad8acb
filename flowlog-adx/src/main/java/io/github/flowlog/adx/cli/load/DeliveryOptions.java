package io.github.flowlog.adx.cli.load;

import io.github.flowlog.adx.cli.terminal.CommandFailure;
import io.github.flowlog.adx.cli.terminal.Terminal;
import io.github.flowlog.adx.cli.text.Ago;
import io.github.flowlog.adx.duckdb.DuckDbTarget;
import io.github.flowlog.adx.journal.StatePlace;
import io.github.flowlog.adx.source.Shard;
import io.github.flowlog.adx.target.LoadTarget;
import io.github.flowlog.adx.target.csv.CsvTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Where rows go, and how they get there. */
final class DeliveryOptions {
    private static final String DEFAULT = "duckdb:flows.duckdb";

    @Option(
            names = {"-t", "--to"},
            paramLabel = "TARGET",
            converter = TargetOption.class,
            order = 20,
            description = "duckdb:FILE (default: duckdb:flows.duckdb), csv:DIR, or "
                    + "https://CLUSTER.REGION.kusto.windows.net/DATABASE[/TABLE].")
    private TargetName to = TargetName.parse(DEFAULT);

    @Option(
            names = "--state",
            paramLabel = "PLACE",
            order = 21,
            description = "Cluster: where the loader keeps what it has loaded: a folder, or "
                    + "https://ACCOUNT.blob.core.windows.net/CONTAINER/FOLDER, so that it can go on on another machine. "
                    + "Default: a folder of the user's state, which is said at the start.")
    private @Nullable String state;

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

    @Option(
            names = "--shard",
            paramLabel = "I/N",
            order = 25,
            converter = ShardOption.class,
            description =
                    "Cluster: load the share I of N, by resource and MAC address; N loaders run side by side, with the "
                            + "same --state. Another N is for: flowlog jobs reshard.")
    private Shard shard = Shard.ALL;

    @Option(
            names = "--rebuild-state",
            order = 26,
            description = "Cluster: where the state was lost, find out from the table how far the sources are loaded, "
                    + "prove it by count, and go on from there.")
    private boolean rebuildState;

    boolean rebuildsState() {
        return rebuildState;
    }

    TargetName target() {
        return to;
    }

    Shard shard() {
        return shard;
    }

    /** The options that another command about the same loads needs, as they were typed. */
    List<String> typed() {
        List<String> words = new ArrayList<>(List.of("--to", to.toString()));
        if (state != null) {
            words.addAll(List.of("--state", state));
        }
        if (!shard.equals(Shard.ALL)) {
            words.addAll(List.of("--shard", shard.toString()));
        }
        return words;
    }

    boolean isCluster() {
        return to instanceof TargetName.Adx;
    }

    /** Whether the target is a file or a folder that no load has made yet. */
    boolean isNew(Terminal terminal) {
        return !isCluster() && !Files.exists(path(terminal));
    }

    /** Opens the target to look at it, which makes none; the caller closes it. */
    LoadTarget open(Terminal terminal, boolean following) throws IOException {
        if (isNew(terminal)) {
            String name = to.toString();
            throw CommandFailure.failed("There is no " + name.substring(name.indexOf(':') + 1)
                    + " here; make it with: flowlog load SOURCE --to " + name);
        }
        return open(terminal, following, false);
    }

    /** Opens the target for a load, which settles by how many loaders it is loaded; the caller closes it. */
    LoadTarget openToLoad(Terminal terminal, boolean following) throws IOException {
        return open(terminal, following, true);
    }

    private LoadTarget open(Terminal terminal, boolean following, boolean loading) throws IOException {
        if (to instanceof TargetName.Adx adx) {
            return cluster(adx, terminal).open(following, loading);
        }
        Path path = path(terminal);
        return to instanceof TargetName.Csv ? CsvTarget.open(path) : DuckDbTarget.open(path);
    }

    /** The file or folder of a target that is no cluster. */
    private Path path(Terminal terminal) {
        if (rebuildState
                || state != null
                || staging != null
                || noWait
                || waitLimit != null
                || !shard.equals(Shard.ALL)) {
            throw CommandFailure.usage(
                    "--state, --staging, --no-wait, --wait-limit, --shard and --rebuild-state are for clusters; " + to
                            + " keeps its own state and is complete when the load ends.");
        }
        return terminal.workingDirectory()
                .resolve(to instanceof TargetName.Csv csv ? csv.folder() : ((TargetName.DuckDb) to).file());
    }

    /** Where the loaders of the cluster's table keep what they have loaded. */
    StatePlace statePlace(Terminal terminal) throws IOException {
        if (to instanceof TargetName.Adx adx) {
            return cluster(adx, terminal).statePlace();
        }
        throw CommandFailure.usage(
                "Only loads into a cluster can be shared among loaders; " + to + " is loaded by one at a time.");
    }

    private ClusterOpening cluster(TargetName.Adx adx, Terminal terminal) {
        return new ClusterOpening(adx, state, staging, shard, !noWait, waitLimit, terminal);
    }

    /** Reads the name of a target. */
    static final class TargetOption implements ITypeConverter<TargetName> {
        @Override
        public TargetName convert(String text) {
            try {
                return TargetName.parse(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }

    /** Reads {@code I/N}. */
    static final class ShardOption implements ITypeConverter<Shard> {
        @Override
        public Shard convert(String text) {
            try {
                return Shard.parse(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }
}
