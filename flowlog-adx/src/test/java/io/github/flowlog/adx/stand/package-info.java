/**
 * A stand that plays an Azure Data Explorer cluster with the storage accounts around it, and the faults that they can have.
 *
 * <p>{@link io.github.flowlog.adx.stand.KustoStand} is the entry. A small HTTP server answers as the engine does, Azurite holds the blobs,
 * queues and the status table, DuckDB holds the rows, and one thread moves blobs from the queue into the tables as the service's data
 * management does, with ingest-by tags, creation times and retention. The Azure SDKs talk to it as they talk to Azure. It knows a small
 * part of KQL and refuses the rest. What it cannot show is what a real cluster does beyond its documentation.
 */
@NullMarked
package io.github.flowlog.adx.stand;

import org.jspecify.annotations.NullMarked;
