package io.github.flowlog.adx.kusto;

import io.github.flowlog.adx.storage.StagingArea;
import java.util.UUID;

/**
 * One database of a cluster: its commands, its queries, and its queue of blobs to be ingested.
 *
 * <p>Nothing here is tried again by itself but what the storage library does; {@link ClusterException#isPermanent} tells the caller
 * whether another try makes sense. <b>Errors:</b> {@link ClusterException}. <b>Thread-safety:</b> any number of threads.
 */
public interface Cluster extends AutoCloseable {
    /** Where the database is, without anything secret. */
    ClusterAddress address();

    /** Runs a query in the database. */
    KustoRows query(String kql) throws ClusterException;

    /** Runs a management command in the database. */
    KustoRows manage(String command) throws ClusterException;

    /**
     * The cluster's own temporary containers, for a while; asked for again when an upload is refused.
     *
     * <p>Where the cluster does not name them, the cause of the {@link java.io.IOException} is a {@link ClusterException}.
     */
    StagingArea staging();

    /**
     * Puts one blob into the queue. When this fails it may be in the queue nevertheless, even more than once.
     *
     * @param blob what is to be ingested
     */
    void enqueue(QueuedBlob blob) throws ClusterException;

    /** What the cluster has said of a blob that was put into the queue. */
    QueuedState state(UUID sourceId) throws ClusterException;

    @Override
    void close();
}
