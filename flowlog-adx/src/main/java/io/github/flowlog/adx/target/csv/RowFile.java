package io.github.flowlog.adx.target.csv;

import io.github.flowlog.adx.journal.DiskSync;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A file of rows of FlowLogs, read by the sources of the rows.
 *
 * <p>The four last columns (SourceId, RecordOffset, TupleIndex, BatchId) are never quoted, so the source is found from a
 * row's end; a row ends at a line feed outside quotes.
 */
final class RowFile {
    private static final int COMMAS_BEHIND_SOURCE = 3;

    private RowFile() {}

    /** Goes through the sources of the rows, one for each row. */
    static void forEachSource(Path file, Consumer<String> action) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            Row row = new Row();
            boolean quoted = false;
            for (int c = in.read(); c >= 0; c = in.read()) {
                row.write(c);
                quoted ^= c == '"';
                if (c == '\n' && !quoted) {
                    action.accept(row.sourceId());
                    row.reset();
                }
            }
        }
    }

    /** Rewrites the file without the rows of the sources, if it has any, and returns how many it had. */
    static long remove(Path file, Set<String> sourceIds, Path scratch) throws IOException {
        long removed = 0;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
                OutputStream out = new BufferedOutputStream(Files.newOutputStream(scratch), 1 << 16)) {
            Row row = new Row();
            boolean quoted = false;
            for (int c = in.read(); c >= 0; c = in.read()) {
                row.write(c);
                quoted ^= c == '"';
                if (c == '\n' && !quoted) {
                    if (sourceIds.contains(row.sourceId())) {
                        removed++;
                    } else {
                        row.writeTo(out);
                    }
                    row.reset();
                }
            }
            row.writeTo(out);
        }
        if (removed == 0) {
            Files.delete(scratch);
        } else {
            DiskSync.file(scratch);
            Files.move(scratch, file, StandardCopyOption.ATOMIC_MOVE);
        }
        return removed;
    }

    /** The bytes of one row. */
    private static final class Row extends ByteArrayOutputStream {
        String sourceId() {
            int at = count;
            for (int commas = 0; commas < COMMAS_BEHIND_SOURCE; commas++) {
                at = commaBefore(at);
            }
            int from = commaBefore(at) + 1;
            return from < at ? new String(buf, from, at - from, StandardCharsets.US_ASCII) : "";
        }

        private int commaBefore(int end) {
            int at = end - 1;
            while (at >= 0 && buf[at] != ',') {
                at--;
            }
            return at;
        }
    }
}
