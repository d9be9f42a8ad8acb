package io.github.flowlog.adx.cli;

import io.github.flowlog.adx.duckdb.DuckDbTarget;
import io.github.flowlog.adx.journal.FileJournalStore;
import io.github.flowlog.adx.kusto.Cluster;
import io.github.flowlog.adx.kusto.ClusterException;
import io.github.flowlog.adx.kusto.KustoCluster;
import io.github.flowlog.adx.source.Shard;
import io.github.flowlog.adx.target.LoadTarget;
import io.github.flowlog.adx.target.TargetName;
import io.github.flowlog.adx.target.cluster.AdxTarget;
import io.github.flowlog.adx.target.cluster.Delivery;
import io.github.flowlog.adx.target.csv.CsvTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
            paramLabel = "DIR",
            order = 21,
            description = "Cluster: where the loader keeps what it has loaded; default a folder of the user's state, "
                    + "which is said at the start.")
    private @Nullable String state;

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
            description = "Cluster: load the share I of N, by resource and MAC address; N loaders run side by side.")
    private Shard shard = Shard.ALL;

    TargetName target() {
        return to;
    }

    Shard shard() {
        return shard;
    }

    boolean isCluster() {
        return to instanceof TargetName.Adx;
    }

    /** Opens the target; the caller closes it. */
    LoadTarget open(Terminal terminal, boolean following) throws IOException {
        if (to instanceof TargetName.Adx adx) {
            return openCluster(adx, terminal, following);
        }
        if (state != null || noWait || waitLimit != null || !shard.equals(Shard.ALL)) {
            throw CommandFailure.usage("--state, --no-wait, --wait-limit and --shard are for clusters; " + to
                    + " keeps its own state and is complete when the load ends.");
        }
        if (to instanceof TargetName.Csv csv) {
            return CsvTarget.open(terminal.workingDirectory().resolve(csv.folder()));
        }
        return DuckDbTarget.open(terminal.workingDirectory().resolve(((TargetName.DuckDb) to).file()));
    }

    private LoadTarget openCluster(TargetName.Adx adx, Terminal terminal, boolean following) throws IOException {
        Path folder =
                state == null ? StateFolder.of(adx.address(), shard, terminal.environment()) : terminal.resolve(state);
        Files.createDirectories(folder);
        terminal.say("State: " + folder);
        Cluster cluster;
        try {
            cluster = KustoCluster.open(adx.address());
        } catch (ClusterException failed) {
            throw CommandFailure.failed(String.valueOf(failed.getMessage()));
        }
        Delivery delivery = Delivery.defaults().withConfirming(!noWait && !following);
        return AdxTarget.open(
                cluster,
                null,
                FileJournalStore.open(folder.resolve("journal")),
                folder,
                shard.toString(),
                waitLimit == null ? delivery : delivery.withWaitLimit(waitLimit));
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
