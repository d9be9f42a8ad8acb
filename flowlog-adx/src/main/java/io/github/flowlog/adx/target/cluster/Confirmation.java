package io.github.flowlog.adx.target.cluster;

import io.github.flowlog.adx.kusto.Cluster;
import io.github.flowlog.adx.kusto.ClusterException;
import io.github.flowlog.adx.kusto.KqlText;
import io.github.flowlog.adx.kusto.KustoRows;
import io.github.flowlog.adx.target.HeldRows;
import io.github.flowlog.encode.TableSchema;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Asks the table what it holds: tags of batches, rows of batches, rows of sources. Thread-safe as the cluster is. */
final class Confirmation {
    private final Cluster cluster;
    private final String table;

    Confirmation(Cluster cluster) {
        this.cluster = cluster;
        this.table = KqlText.name(cluster.address().table());
    }

    /** Whether an extent has the ingest-by tag of a batch: it was ingested, and never will be again. */
    boolean hasTag(String batchId) throws ClusterException {
        String tag = KqlText.literal("ingest-by:" + batchId);
        return cluster.manage(".show table " + table + " extents where tags has " + tag)
                        .size()
                > 0;
    }

    /** How many rows of a batch there are. */
    long rows(String batchId) throws ClusterException {
        KustoRows counted = cluster.query(table + " | where BatchId == " + KqlText.literal(batchId) + " | count");
        return counted.size() == 0 ? 0 : counted.number(0, "Count");
    }

    /** How many rows of each source there are, those of some batches left out; sources without rows are left out. */
    Map<String, Long> rowsBySource(Collection<String> sourceIds, Collection<String> butBatches)
            throws ClusterException {
        if (sourceIds.isEmpty()) {
            return Map.of();
        }
        String but = butBatches.isEmpty() ? "" : " and BatchId !in (" + list(butBatches) + ")";
        return rowsBy("SourceId", table + " | where SourceId in (" + list(sourceIds) + ")" + but);
    }

    /** Which of some keys a small table holds. */
    Set<String> held(TableSchema small, Collection<String> keys) throws ClusterException {
        if (keys.isEmpty()) {
            return Set.of();
        }
        String key = small.columns().get(0).columnName();
        return rowsBy(key, KqlText.name(small.name()) + " | where " + key + " in (" + list(keys) + ")")
                .keySet();
    }

    private Map<String, Long> rowsBy(String key, String selection) throws ClusterException {
        KustoRows counted = cluster.query(selection + " | summarize Rows=count() by " + key);
        Map<String, Long> rows = new HashMap<>();
        for (int row = 0; row < counted.size(); row++) {
            rows.put(counted.text(row, key), counted.number(row, "Rows"));
        }
        return rows;
    }

    /** What there is of each source; sources without rows are left out. */
    Map<String, HeldRows> held(Collection<String> sourceIds) throws ClusterException {
        if (sourceIds.isEmpty()) {
            return Map.of();
        }
        KustoRows counted = cluster.query(table + " | where SourceId in (" + list(sourceIds)
                + ") | summarize Rows=count(), Last=max(RecordOffset) by SourceId");
        Map<String, HeldRows> held = new HashMap<>();
        for (int row = 0; row < counted.size(); row++) {
            held.put(
                    counted.text(row, "SourceId"),
                    new HeldRows(counted.number(row, "Rows"), counted.number(row, "Last")));
        }
        return held;
    }

    private static String list(Collection<String> texts) {
        return texts.stream().map(KqlText::literal).collect(Collectors.joining(", "));
    }
}
