package io.github.flowlog.adx.target.cluster;

import io.github.flowlog.adx.kusto.KqlText;
import java.util.Collection;
import java.util.stream.Collectors;

/** Commands that a person is told to run: the loader itself takes nothing from a table. */
final class RepairCommands {
    private final String table;

    RepairCommands(String tableName) {
        this.table = KqlText.name(tableName);
    }

    /** Deletes the rows of some generations of sources. */
    String deleteSources(Collection<String> sourceIds) {
        String list = sourceIds.stream().map(KqlText::literal).collect(Collectors.joining(", "));
        return delete("SourceId in (" + list + ")");
    }

    /** Deletes the rows of a batch. */
    String deleteBatch(String batchId) {
        return delete("BatchId == " + KqlText.literal(batchId));
    }

    private String delete(String condition) {
        return ".delete table " + table + " records <| " + table + " | where " + condition;
    }

    /** Takes the tag of a batch from every extent that has it, so that the cluster would ingest the batch again. */
    String dropTag(String batchId) {
        return ".drop table " + table + " extent tags (" + KqlText.literal("ingest-by:" + batchId) + ")";
    }
}
