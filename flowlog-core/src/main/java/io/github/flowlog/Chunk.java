package io.github.flowlog;

import io.github.flowlog.internal.scan.Window;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a part of a source, read ahead on the guess that a record ends where it begins.
 *
 * <p>If one does, the rows are those that the reader of the whole source returns there, because a chunk ends before the
 * first thing that is wrong. Filled by one thread, then handed to another; used again and again.
 */
final class Chunk {
    private static final int LEAST_LOOK_BEHIND = 512;
    /** How many times its part a chunk may hold, where records are that large. */
    private static final int MOST_PARTS = 4;
    /** Small batches take more memory than their rows. */
    private static final int MOST_BATCHES = 64;

    private static final int MOST_ROOM = 8_192;

    private final int partBytes;
    /** How much is read at a time behind the part, to find the border that ends it. */
    private final int lookBehind;

    private final PagePiece piece;
    private byte[] bytes = new byte[0];
    private int there;
    private boolean complete;

    private final List<FlowBatch> batches = new ArrayList<>();
    private final List<ReadProgress> ends = new ArrayList<>();
    private int capacity;
    private int next;
    private @Nullable ResumePoint start;
    private ReadProgress end = ReadProgress.NONE;

    Chunk(int partBytes) {
        this.partBytes = partBytes;
        this.lookBehind = Math.max(LEAST_LOOK_BEHIND, partBytes / 32);
        this.piece = new PagePiece(partBytes);
    }

    /**
     * Reads from the first border in the part that begins at {@code from} to the first one behind it, into batches of
     * {@code capacity} rows.
     */
    Chunk read(
            PositionedBytes source,
            long from,
            RecordBorder border,
            DocumentForm form,
            ReadOptions options,
            int capacity) {
        this.capacity = capacity;
        next = 0;
        start = null;
        end = ReadProgress.NONE;
        ends.clear();
        there = 0;
        complete = false;
        try {
            load(source, from, Math.addExact(partBytes, lookBehind));
            int first = border.find(bytes, 0, there);
            if (first >= 0 && first < partBytes) {
                int last = findEnd(source, from, border, first);
                start = new ResumePoint(from + first + 1, form);
                readRecords(Window.over(bytes, first + 1, last, start.offset()), start, options);
            }
        } catch (IOException | RuntimeException failed) {
            // whoever reads the same bytes in order meets the same, and says so in its place
            return this;
        }
        return this;
    }

    private void readRecords(Window window, ResumePoint from, ReadOptions options) throws IOException {
        ReadOptions strict = ReadOptions.defaults().withLimits(options.limits());
        ReadProgress nothing = new ReadProgress(from, 0, ReadProgress.NONE.stats());
        DocumentReader reader = DocumentReader.behind(nothing, window, "", true, strict);
        try {
            while (ends.size() < MOST_BATCHES
                    && !Thread.currentThread().isInterrupted()
                    && reader.fill(batch().columns, capacity)) {
                ends.add(reader.progress());
            }
        } finally {
            end = reader.progress();
        }
    }

    private FlowBatch batch() {
        if (ends.size() == batches.size()) {
            batches.add(FlowBatch.withCapacity(Math.min(capacity, MOST_ROOM)));
        }
        return batches.get(ends.size());
    }

    /** The index behind the brace at which the border behind the part begins, or behind all bytes that may be read. */
    private int findEnd(PositionedBytes source, long from, RecordBorder border, int first) throws IOException {
        int searchFrom = Math.max(first + 1, partBytes);
        int last = border.find(bytes, searchFrom, there);
        long room = MOST_PARTS * (long) partBytes;
        while (last < 0 && !complete && there < room) {
            searchFrom = Math.max(searchFrom, there - border.length() + 1);
            // more each time, because what is there is copied into the larger room
            load(source, from, (int) Math.min(room, there + Math.max(lookBehind, there - partBytes)));
            last = border.find(bytes, searchFrom, there);
        }
        return last < 0 ? there : last + 1;
    }

    /** Reads until so many bytes are there, or the source ends. */
    private void load(PositionedBytes source, long from, int need) throws IOException {
        if (need > bytes.length) {
            bytes = Arrays.copyOf(bytes, need);
        }
        while (there < need && !complete) {
            complete = piece.read(source, from + there, need - there) < 0;
            int read = piece.remaining();
            piece.take(bytes, there, read);
            there += read;
        }
    }

    /** Whether its rows are the ones that follow at a place, in batches of so many rows. */
    boolean goesOnAt(ResumePoint point, int rows) {
        return point.equals(start) && capacity == rows;
    }

    /** Where a record must end if the rows are to count; null where no border was found. */
    @Nullable
    ResumePoint start() {
        return start;
    }

    /** What was read from {@link #start} on. */
    ReadProgress end() {
        return end;
    }

    /** Gives the rows of the next batch away, for the room of {@code target}; null when there are no more. */
    @Nullable
    ReadProgress moveTo(FlowBatch target) {
        if (next == ends.size()) {
            return null;
        }
        target.swapRows(batches.get(next));
        return ends.get(next++);
    }

    /** Shows each batch to a consumer. */
    void showTo(BatchConsumer consumer) throws IOException {
        for (int i = 0; i < ends.size(); i++) {
            consumer.accept(batches.get(i));
        }
    }
}
