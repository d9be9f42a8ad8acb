package io.github.flowlog.adx.journal;

import io.github.flowlog.adx.target.LoadException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.CRC32;

/**
 * An append-only list of checksummed entries, each durable before the next step is taken.
 *
 * <p>A last line that was cut by the end of a process is dropped at the next opening; any other damage is an error. <b>Thread-safety:</b>
 * any number of threads may append.
 */
public final class Journal implements AutoCloseable {
    private static final int CHECKSUM_DIGITS = 8;
    private static final long SMALL = 1_000_000;
    /** Says nothing, and stands behind what was written at once. */
    private static final JournalEntry MARK = new JournalEntry.Kept(List.of(), List.of());

    private final JournalStore store;
    private long size;
    private long compactAt = SMALL;

    private Journal(JournalStore store, long size) {
        this.store = store;
        this.size = size;
    }

    /** Opens a journal, which is empty when it is new; the store is closed with it, or when it cannot be read. */
    public static Journal open(JournalStore store) throws IOException {
        try {
            long size;
            try (Lines lines = new Lines(store.read())) {
                while (lines.next()) {
                    // only the end of the last one is looked for
                }
                size = lines.end;
            }
            store.truncate(size);
            return new Journal(store, size);
        } catch (IOException | RuntimeException failed) {
            store.close();
            throw failed;
        }
    }

    /** Whether it is new. */
    public synchronized boolean isEmpty() {
        return size == 0;
    }

    /** Goes through what is in it, in order; none of it is kept here. */
    public synchronized void forEach(Consumer<JournalEntry> action) throws IOException {
        int number = 0;
        try (Lines lines = new Lines(store.read())) {
            while (lines.next()) {
                number++;
                JournalEntry entry = entry(lines.text(), store.name(), number);
                action.accept(entry);
                if (entry.equals(MARK)) {
                    compactAt = Math.max(SMALL, 2 * lines.end);
                }
            }
        }
    }

    /** Where it lies. */
    public String name() {
        return store.name();
    }

    /** Appends an entry, which is durable on return. */
    public synchronized void append(JournalEntry entry) throws IOException {
        byte[] line = line(entry);
        store.append(line);
        size += line.length;
    }

    /** Whether it is large, and twice as large as when its entries were last replaced, or takes few more of them. */
    public synchronized boolean isDueForCompaction() {
        return size > compactAt || store.isNearlyFull();
    }

    /** Puts other entries in place of all that there are, in one step. */
    public synchronized void replaceBy(List<JournalEntry> fresh) throws IOException {
        long[] written = {0};
        List<JournalEntry> entries = new ArrayList<>(fresh);
        if (!fresh.isEmpty()) {
            entries.add(MARK);
        }
        store.replaceBy(out -> {
            for (JournalEntry entry : entries) {
                byte[] line = line(entry);
                out.write(line);
                written[0] += line.length;
            }
        });
        size = written[0];
        compactAt = Math.max(SMALL, 2 * size);
    }

    @Override
    public synchronized void close() throws IOException {
        store.close();
    }

    private static byte[] line(JournalEntry entry) throws IOException {
        String json = JournalJson.write(entry);
        return (checksum(json) + " " + json + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static JournalEntry entry(String line, String name, int number) throws IOException {
        boolean whole = line.length() > CHECKSUM_DIGITS + 1
                && line.substring(0, CHECKSUM_DIGITS).equals(checksum(line.substring(CHECKSUM_DIGITS + 1)));
        if (!whole) {
            throw LoadException.permanent(
                    name + " is damaged in line " + number
                            + "; restore it from a copy, or load from the start with another folder",
                    null);
        }
        return JournalJson.read(line.substring(CHECKSUM_DIGITS + 1));
    }

    private static String checksum(String text) {
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().toHexDigits((int) crc.getValue());
    }

    /** The lines of a stream that end with a line feed, one at a time. */
    private static final class Lines implements AutoCloseable {
        private static final int BUFFER = 64 << 10;

        private final InputStream in;
        private final byte[] buffer = new byte[BUFFER];
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();
        private int at;
        private int length;
        /** Behind the line feed of the last line. */
        private long end;

        Lines(InputStream in) {
            this.in = in;
        }

        /** Goes to the next line; false when there is none that has its line feed. */
        boolean next() throws IOException {
            line.reset();
            while (length >= 0) {
                int from = at;
                while (at < length && buffer[at] != '\n') {
                    at++;
                }
                line.write(buffer, from, at - from);
                if (at < length) {
                    at++;
                    end += line.size() + 1;
                    return true;
                }
                length = in.read(buffer);
                at = 0;
            }
            return false;
        }

        String text() {
            return line.toString(StandardCharsets.UTF_8);
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
