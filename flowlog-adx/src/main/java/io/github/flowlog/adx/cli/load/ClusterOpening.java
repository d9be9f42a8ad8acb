package io.github.flowlog.adx.cli.load;

import io.github.flowlog.adx.cli.terminal.CommandFailure;
import io.github.flowlog.adx.cli.terminal.Terminal;
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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Opens a table of a cluster as a target, with its state and its staging area.
 *
 * @param name the table
 * @param state a folder or a URL in which the state is kept; null for a folder of the user's
 * @param staging the URL of an own container that batches are uploaded to; null for those of the cluster
 * @param shard the share of the logs that is loaded
 * @param waits whether a load ends when its batches are confirmed, and not when they are queued
 * @param waitLimit how long a batch may take; null for the usual time
 */
record ClusterOpening(
        TargetName.Adx name,
        @Nullable String state,
        @Nullable String staging,
        Shard shard,
        boolean waits,
        @Nullable Duration waitLimit,
        Terminal terminal) {
    /** The same table with another delivery. */
    ClusterOpening with(@Nullable String otherStaging, boolean waitsNow, @Nullable Duration otherLimit) {
        return new ClusterOpening(name, state, otherStaging, shard, waitsNow, otherLimit, terminal);
    }

    /** Where the loaders of the table keep what they have loaded. */
    StatePlace statePlace() throws IOException {
        return state != null && AccountUrl.looksLike(state)
                ? BlobStatePlace.of(url("--state", state), StorageCredentials.of(terminal.environment()))
                : folders();
    }

    /** Where batches on their way lie, which are of one state. */
    Path folder() {
        return folders().folder(shard);
    }

    /** What is kept on this machine: batches on their way, and the journals unless they lie in blobs. */
    private FileStatePlace folders() {
        if (state == null) {
            return FileStatePlace.of(StateFolder.of(name.address(), terminal.environment()), "all");
        }
        if (AccountUrl.looksLike(state)) {
            AccountUrl journals = url("--state", state);
            return FileStatePlace.of(StateFolder.of(name.address(), journals, terminal.environment()), "all");
        }
        if (AccountUrl.lacksScheme(state) && (state.contains("?") || !Files.exists(terminal.resolve(state)))) {
            throw CommandFailure.usage(
                    "--state: " + state.replaceFirst("\\?.*", "") + " is no folder, and a URL begins with https://.");
        }
        return FileStatePlace.of(terminal.resolve(state), "");
    }

    /**
     * Opens the target; the caller closes it.
     *
     * @param following whether batches are confirmed while the next ones are read, and not at the end
     * @param loading whether this settles by how many loaders the table is loaded
     */
    LoadTarget open(boolean following, boolean loading) throws IOException {
        StorageCredentials credentials = StorageCredentials.of(terminal.environment());
        StatePlace place = statePlace();
        Path folder = Files.createDirectories(folder());
        StagingArea own = staging == null ? null : OwnStaging.open(url("--staging", staging), credentials);
        Cluster cluster;
        Delivery delivery;
        try {
            cluster = KustoCluster.open(name.address());
            delivery = Delivery.defaults()
                    .withConfirming(waits && !following)
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

    /** The table alone: the URLs may carry signatures. */
    @Override
    public String toString() {
        return name.toString();
    }
}
