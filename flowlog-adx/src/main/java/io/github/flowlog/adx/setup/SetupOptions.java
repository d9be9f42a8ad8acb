package io.github.flowlog.adx.setup;

import io.github.flowlog.adx.kusto.ClusterAddress;
import io.github.flowlog.adx.questions.Question;
import io.github.flowlog.encode.TableSchema;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a user may choose of the database.
 *
 * @param table name of the table of flow tuples
 * @param chosenRetention after how long its rows are deleted; null leaves an existing table as it is
 * @param chosenHot how long its rows are kept on fast disks; null leaves an existing table as it is
 */
public record SetupOptions(
        String table,
        @Nullable Duration chosenRetention,
        @Nullable Duration chosenHot) {
    /** Long enough to look into what happened last quarter. */
    public static final Duration DEFAULT_RETENTION = Duration.ofDays(90);
    /** What is asked about most; the rest is read from storage, more slowly. */
    public static final Duration DEFAULT_HOT = Duration.ofDays(14);

    /** The options unless the user chooses others. */
    public static final SetupOptions DEFAULT = new SetupOptions(ClusterAddress.DEFAULT_TABLE, null, null);

    /**
     * Checks the name and the lengths.
     *
     * @throws IllegalArgumentException when something else of the set-up has the name, a length is not positive, or rows are to be hot
     *     for longer than they live
     */
    public SetupOptions {
        if (isTaken(table)) {
            throw new IllegalArgumentException(
                    "the table cannot be called " + table + ", since setup makes that besides");
        }
        if (isEmpty(chosenRetention) || isEmpty(chosenHot)) {
            throw new IllegalArgumentException("retention and hot period must be longer than nothing");
        }
        if (chosenHot != null && chosenHot.compareTo(orDefault(chosenRetention, DEFAULT_RETENTION)) > 0) {
            throw new IllegalArgumentException("rows cannot be hot for longer than they are kept");
        }
    }

    /** After how long rows of a new table are deleted. */
    public Duration retention() {
        return orDefault(chosenRetention, DEFAULT_RETENTION);
    }

    /** How long rows of a new table are kept on fast disks. */
    public Duration hot() {
        Duration hot = orDefault(chosenHot, DEFAULT_HOT);
        return hot.compareTo(retention()) > 0 ? retention() : hot;
    }

    private static boolean isTaken(String table) {
        return table.equals(TableSchema.FLOW_LOG_RESOURCES.name())
                || table.equals(TableSchema.FLOW_LOG_SOURCES.name())
                || Arrays.stream(Question.values())
                        .anyMatch(question -> question.kqlName().equals(table));
    }

    private static boolean isEmpty(@Nullable Duration span) {
        return span != null && (span.isNegative() || span.isZero());
    }

    private static Duration orDefault(@Nullable Duration chosen, Duration otherwise) {
        return chosen == null ? otherwise : chosen;
    }
}
