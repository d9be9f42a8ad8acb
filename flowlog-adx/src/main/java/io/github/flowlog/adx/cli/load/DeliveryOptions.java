package io.github.flowlog.adx.cli.load;

import io.github.flowlog.adx.cli.terminal.CommandFailure;
import io.github.flowlog.adx.cli.terminal.Terminal;
import io.github.flowlog.adx.cli.text.Ago;
import io.github.flowlog.adx.duckdb.DuckDbTarget;
import io.github.flowlog.adx.journal.FileStatePlace;
import io.github.flowlog.adx.journal.JournalStore;
import io.github.flowlog.adx.journal.StatePlace;
import io.github.flowlog.adx.kusto.Cluster;
import io.github.flowlog.adx.kusto.ClusterException;
import io.github.flowlog.adx.kusto.KustoCluster;
import io.github.flowlog.adx.setup.Preflight;
import io.github.flowlog.adx.setup.PreflightResult;
import io.github.flowlog.adx.source.Shard;
import io.github.flowlog.adx.storage.AccountUrl;
import io.github.flowlog.adx.storage.BlobStatePlace;
import io.github.flowlog.adx.storage.OwnStaging;
import io.github.flowlog.adx.storage.StagingArea;
import io.github.flowlog.adx.storage.StorageCredentials;
import io.github.flowlog.adx.target.LoadException;
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

    boolean isCluster() {
        return to instanceof TargetName.Adx;
    }

    /** Opens the target to look at it; the caller closes it. */
    LoadTarget open(Terminal terminal, boolean following) throws IOException {
        return open(terminal, following, false);
    }

    /** Opens the target for a load, which settles by how many loaders it is loaded; the caller closes it. */
    LoadTarget openToLoad(Terminal terminal, boolean following) throws IOException {
        return open(terminal, following, true);
    }

    private LoadTarget open(Terminal terminal, boolean following, boolean loading) throws IOException {
        if (to instanceof TargetName.Adx adx) {
            return openCluster(adx, terminal, following, loading);
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

    /** Where the loaders of the cluster's table keep what they have loaded. */
    StatePlace statePlace(Terminal terminal) throws IOException {
        if (to instanceof TargetName.Adx adx) {
            return statePlace(adx, terminal);
        }
        throw CommandFailure.usage(
                "Only loads into a cluster can be shared among loaders; " + to + " is loaded by one at a time.");
    }

    private StatePlace statePlace(TargetName.Adx adx, Terminal terminal) throws IOException {
        return state != null && AccountUrl.looksLike(state)
                ? BlobStatePlace.of(url("--state", state), StorageCredentials.of(terminal.environment()))
                : folders(adx, terminal);
    }

    /** What is kept on this machine: batches on their way, and the journals unless they lie in blobs. */
    private FileStatePlace folders(TargetName.Adx adx, Terminal terminal) {
        return state == null || AccountUrl.looksLike(state)
                ? FileStatePlace.of(StateFolder.of(adx.address(), terminal.environment()), "all")
                : FileStatePlace.of(terminal.resolve(state), "");
    }

    private LoadTarget openCluster(TargetName.Adx adx, Terminal terminal, boolean following, boolean loading)
            throws IOException {
        StorageCredentials credentials = StorageCredentials.of(terminal.environment());
        StatePlace place = statePlace(adx, terminal);
        Path folder = Files.createDirectories(folders(adx, terminal).folder(shard));
        StagingArea own = staging == null ? null : OwnStaging.open(url("--staging", staging), credentials);
        Cluster cluster;
        Delivery delivery;
        try {
            cluster = KustoCluster.open(adx.address());
            delivery = Delivery.defaults()
                    .withConfirming(!noWait && !following)
                    .withRetention(look(cluster).softDelete());
        } catch (ClusterException failed) {
            String sentence = String.valueOf(failed.getMessage());
            // one that follows tries again
            throw failed.isPermanent() ? CommandFailure.failed(sentence) : LoadException.passing(sentence, failed);
        }
        JournalStore journal = openJournal(cluster, place, loading);
        terminal.say("State: " + journal.name());
        return AdxTarget.open(
                cluster,
                own,
                journal,
                folder,
                shard.toString(),
                waitLimit == null ? delivery : delivery.withWaitLimit(waitLimit));
    }

    private JournalStore openJournal(Cluster cluster, StatePlace place, boolean loading) throws IOException {
        try {
            return loading ? place.claim(shard) : place.open(shard);
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
