package io.github.flowlog.adx.kusto;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a cluster lends to those who bring data; every URL holds a signature and is secret.
 *
 * @param containers containers for blobs that are to be ingested
 * @param statusTables tables that tell what became of them
 * @param asked when the cluster was asked
 */
record IngestionResources(List<String> containers, List<String> statusTables, Instant asked) {
    static final String COMMAND = ".show ingestion resources";

    /** Reads the answer to {@link #COMMAND}. */
    static IngestionResources of(KustoRows answer, Instant asked) {
        return new IngestionResources(urls(answer, "TempStorage"), urls(answer, "IngestionsStatusTable"), asked);
    }

    private static List<String> urls(KustoRows answer, String type) {
        return IntStream.range(0, answer.size())
                .filter(row -> answer.text(row, "ResourceTypeName").equals(type))
                .mapToObj(row -> answer.text(row, "StorageRoot"))
                .toList();
    }

    /**
     * Whether there is all that is needed, at places that data may be sent to.
     *
     * @param plain whether http will do
     */
    boolean isUsable(boolean plain) {
        return !containers.isEmpty()
                && !statusTables.isEmpty()
                && Stream.concat(containers.stream(), statusTables.stream())
                        .allMatch(url -> url.matches((plain ? "https?" : "https") + "://[^/?#@]+/[^?#@]+\\?[^?]+"));
    }

    /** Leaves the signatures out. */
    @Override
    public String toString() {
        return containers.size() + " containers and " + statusTables.size() + " status tables, asked for at " + asked;
    }
}
