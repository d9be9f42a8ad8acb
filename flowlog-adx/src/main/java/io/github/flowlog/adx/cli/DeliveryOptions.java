package io.github.flowlog.adx.cli;

import io.github.flowlog.adx.duckdb.DuckDbTarget;
import io.github.flowlog.adx.journal.FileJournalStore;
import io.github.flowlog.adx.journal.JournalStore;
import io.github.flowlog.adx.kusto.Cluster;
import io.github.flowlog.adx.kusto.ClusterException;
import io.github.flowlog.adx.kusto.KustoCluster;
import io.github.flowlog.adx.setup.Preflight;
import io.github.flowlog.adx.setup.PreflightResult;
import io.github.flowlog.adx.source.Shard;
import io.github.flowlog.adx.storage.AccountUrl;
import io.github.flowlog.adx.storage.BlobJournalStore;
import io.github.flowlog.adx.storage.OwnStaging;
import io.github.flowlog.adx.storage.StagingArea;
import io.github.flowlog.adx.storage.StorageCredentials;
import io.github.flowlog.adx.target.LoadTarget;
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
            description = "Cluster: load the share I of N, by resource and MAC address; N loaders run side by side.")
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

    boolean isCluster() {
        return to instanceof TargetName.Adx;
    }

    /** Opens the target; the caller closes it. */
    LoadTarget open(Terminal terminal, boolean following) throws IOException {
        if (to instanceof TargetName.Adx adx) {
            return openCluster(adx, terminal, following);
        }
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
        if (to instanceof TargetName.Csv csv) {
            return CsvTarget.open(terminal.workingDirectory().resolve(csv.folder()));
        }
        return DuckDbTarget.open(terminal.workingDirectory().resolve(((TargetName.DuckDb) to).file()));
    }

    private LoadTarget openCluster(TargetName.Adx adx, Terminal terminal, boolean following) throws IOException {
        StorageCredentials credentials = StorageCredentials.of(terminal.environment());
        Path folder = state == null || AccountUrl.looksLike(state)
                ? StateFolder.of(adx.address(), shard, terminal.environment())
                : terminal.resolve(state);
        Files.createDirectories(folder);
        StagingArea own = staging == null ? null : OwnStaging.open(url("--staging", staging), credentials);
        Cluster cluster;
        Delivery delivery;
        try {
            cluster = KustoCluster.open(adx.address());
            delivery = Delivery.defaults()
                    .withConfirming(!noWait && !following)
                    .withRetention(look(cluster).softDelete());
        } catch (ClusterException failed) {
            throw CommandFailure.failed(String.valueOf(failed.getMessage()));
        }
        JournalStore journal = openJournal(cluster, folder, credentials);
        terminal.say("State: " + journal.name());
        return AdxTarget.open(
                cluster,
                own,
                journal,
                folder,
                shard.toString(),
                waitLimit == null ? delivery : delivery.withWaitLimit(waitLimit));
    }

    private JournalStore openJournal(Cluster cluster, Path folder, StorageCredentials credentials) throws IOException {
        try {
            return state != null && AccountUrl.looksLike(state)
                    ? BlobJournalStore.open(url("--state", state), credentials)
                    : FileJournalStore.open(folder.resolve("journal"));
        } catch (IOException | RuntimeException failed) {
            cluster.close();
            throw failed;
        }
    }

    private static AccountUrl url(String option, String text) {
        try {
            return AccountUrl.parse(text);
        } catch (IllegalArgumentException bad) {
            throw CommandFailure.usage(option + ": " + bad.getMessage());
        }
    }

    /** Looks whether the database has what a load needs; what it lacks is said, and the load does not begin. */
    private static PreflightResult look(Cluster cluster) throws ClusterException {
        try {
            PreflightResult result = Preflight.check(cluster);
            if (result.problems().isEmpty()) {
                return result;
            }
            throw CommandFailure.failed(String.join(" ", result.problems()));
        } catch (ClusterException | RuntimeException failed) {
            cluster.close();
            throw failed;
        }
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
