package io.github.flowlog.adx;

import io.github.flowlog.FlowBatch;
import io.github.flowlog.RowSelection;
import io.github.flowlog.adx.target.FlowRows;
import io.github.flowlog.encode.FlowLogResource;
import io.github.flowlog.filter.FlowFilter;
import io.github.flowlog.filter.FlowMatcher;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The rows of one source of a group after the other, until they make a batch. */
final class GroupRows implements FlowRows {
    private static final int COLUMN_ROWS = 8_192;
    /** About the length of a tuple: a batch is not overrun by much. */
    private static final int TUPLE_BYTES = 64;
    /** Rows of usual logs take four times what they were made of; names that stand in each row can make them a hundred times as large. */
    private static final int MOST_MADE_OF_A_BYTE = 10;

    private final List<? extends RowSource> group;
    private final long batchBytes;
    private final BooleanSupplier stop;
    private final Progress progress;
    private final FlowMatcher matcher;
    private final Set<String> resourceIds = new LinkedHashSet<>();

    /** How many of the group were begun; the last of them is at work. */
    private int begun;

    private boolean atWork;
    /** Bytes and problems of those that are behind. */
    private long bytes;

    /** What a target has made of the rows of all. */
    private long made;
    /** The same when the one at work was begun. */
    private long madeOfOthers;

    private int problems;
    private long count;

    GroupRows(
            List<? extends RowSource> group,
            long batchBytes,
            BooleanSupplier stop,
            Progress progress,
            FlowFilter filter) {
        this.matcher = filter.matcher();
        this.group = group;
        this.batchBytes = batchBytes;
        this.stop = stop;
        this.progress = progress;
    }

    @Override
    public FlowBatch newColumns() {
        return FlowBatch.withCapacity((int) Math.max(1, Math.min(COLUMN_ROWS, batchBytes / TUPLE_BYTES)));
    }

    @Override
    public @Nullable String nextOrNull(FlowBatch columns, RowSelection selected) {
        while (atWork || beginNext()) {
            RowSource reading = group.get(begun - 1);
            if (hasRoom(reading) && next(reading, columns)) {
                if (stop.getAsBoolean()) {
                    throw new Stopped();
                }
                progress.advance(reading, columns.size());
                reading.select(columns, selected);
                matcher.narrow(columns, selected);
                if (selected.size() == 0) {
                    continue;
                }
                reading.take(selected.size());
                count += selected.size();
                collectResources(columns, selected);
                return reading.sourceId();
            }
            atWork = false;
            bytes += reading.bytesOfBatch();
            problems += reading.problemsOfBatch();
        }
        return null;
    }

    @Override
    public void made(long madeSoFar) {
        made = madeSoFar;
    }

    @Override
    public RuntimeException tooMany(String reason) {
        String others = madeOfOthers == 0
                ? ""
                : "; sources before it made a part of this batch: run the same command again first, which reads it without"
                        + " them";
        return new SourceFailure(group.get(begun - 1), new IOException(reason + others));
    }

    /** How many rows there were so far. */
    long count() {
        return count;
    }

    /** What was read of, in order. */
    List<? extends RowSource> begun() {
        return group.subList(0, begun);
    }

    /** The ids of the resources that the rows name. */
    Set<String> resourceIds() {
        return resourceIds;
    }

    private boolean beginNext() {
        atWork = begun < group.size() && bytes < batchBytes && !isMadeFull() && problems < Reading.KEPT_PROBLEMS;
        if (atWork) {
            begun++;
            madeOfOthers = made;
        }
        return atWork;
    }

    private boolean hasRoom(RowSource reading) {
        long bytesOfBatch = reading.bytesOfBatch();
        return bytes + bytesOfBatch < batchBytes
                && (bytesOfBatch == 0 || !isMadeFull())
                && reading.problemsOfBatch() < Reading.KEPT_PROBLEMS;
    }

    private boolean isMadeFull() {
        return made / MOST_MADE_OF_A_BYTE >= batchBytes;
    }

    private static boolean next(RowSource reading, FlowBatch columns) {
        try {
            return reading.next(columns);
        } catch (IOException failed) {
            throw new SourceFailure(reading, failed);
        }
    }

    private void collectResources(FlowBatch columns, RowSelection selected) {
        int lastResource = -1;
        int lastAcl = -1;
        for (int position = 0; position < selected.size(); position++) {
            int row = selected.row(position);
            int resource = columns.resourceIdCode(row);
            int acl = columns.aclIdCode(row);
            if (resource != lastResource) {
                String id = columns.text(resource);
                if (!id.isEmpty()) {
                    resourceIds.add(id);
                }
                lastResource = resource;
            }
            if (acl != lastAcl) {
                String aclId = columns.text(acl);
                if (FlowLogResource.isResourceId(aclId)) {
                    resourceIds.add(aclId);
                }
                lastAcl = acl;
            }
        }
    }
}
