package io.github.flowlog.adx.cli.load;

import io.github.flowlog.adx.cli.terminal.CommandFailure;
import io.github.flowlog.adx.cli.terminal.Terminal;
import io.github.flowlog.adx.journal.StatePlace;
import io.github.flowlog.adx.source.Shard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Where rows go, and where it is kept which ones are there. */
final class TargetOptions {
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
            names = "--shard",
            paramLabel = "I/N",
            order = 25,
            converter = ShardOption.class,
            description =
                    "Cluster: load the share I of N, by resource and MAC address; N loaders run side by side, with the "
                            + "same --state. Another N is for: flowlog jobs reshard.")
    private Shard shard = Shard.ALL;

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

    /** The file or folder of a target that is no cluster. */
    Path path(Terminal terminal) {
        requireCluster(state != null || !shard.equals(Shard.ALL));
        return terminal.workingDirectory()
                .resolve(to instanceof TargetName.Csv csv ? csv.folder() : ((TargetName.DuckDb) to).file());
    }

    /** Fails when something is wanted that only a cluster has, and the target is none. */
    void requireCluster(boolean wanted) {
        if (wanted && !isCluster()) {
            throw CommandFailure.usage(
                    "--state, --staging, --no-wait, --wait-limit, --shard and --rebuild-state are for clusters; " + to
                            + " keeps its own state and is complete when the load ends.");
        }
    }

    /** Where the loaders of the cluster's table keep what they have loaded. */
    StatePlace statePlace(Terminal terminal) throws IOException {
        if (to instanceof TargetName.Adx adx) {
            return cluster(adx, terminal).statePlace();
        }
        throw CommandFailure.usage(
                "Only loads into a cluster can be shared among loaders; " + to + " is loaded by one at a time.");
    }

    /** How the table is opened, with the usual delivery. */
    ClusterOpening cluster(TargetName.Adx adx, Terminal terminal) {
        return new ClusterOpening(adx, state, null, shard, true, null, terminal);
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
