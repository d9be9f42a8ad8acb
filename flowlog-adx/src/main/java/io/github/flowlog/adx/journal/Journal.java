package io.github.flowlog.adx.journal;

import io.github.flowlog.adx.target.LoadException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
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

    private final JournalStore store;
    private final List<JournalEntry> entries;
    private long size;
    private long compactAt = SMALL;

    private Journal(JournalStore store, List<JournalEntry> entries, long size) {
        this.store = store;
        this.entries = entries;
        this.size = size;
    }

    /** Reads a journal, which is empty when it is new; the store is closed with it, or when it cannot be read. */
    public static Journal open(JournalStore store) throws IOException {
        try {
            byte[] bytes = store.read();
            List<JournalEntry> entries = new ArrayList<>();
            int from = 0;
            for (int at = 0; at < bytes.length; at++) {
                if (bytes[at] == '\n') {
                    String line = new String(bytes, from, at - from, StandardCharsets.UTF_8);
                    entries.add(entry(line, store.name(), entries.size() + 1));
                    from = at + 1;
                }
            }
            store.truncate(from);
            return new Journal(store, entries, from);
        } catch (IOException | RuntimeException failed) {
            store.close();
            throw failed;
        }
    }

    /** What was in it when it was opened, in order. */
    public List<JournalEntry> entries() {
        return entries;
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

    /** Whether it is large, and twice as large as when its entries were last replaced. */
    public synchronized boolean isDueForCompaction() {
        return size > compactAt;
    }

    /** Puts other entries in place of all that there are, in one step. */
    public synchronized void replaceBy(List<JournalEntry> fresh) throws IOException {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (JournalEntry entry : fresh) {
            lines.writeBytes(line(entry));
        }
        store.replaceBy(lines.toByteArray());
        size = lines.size();
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
                            + "; restore it from a copy, or load into another folder from the start",
                    null);
        }
        return JournalJson.read(line.substring(CHECKSUM_DIGITS + 1));
    }

    private static String checksum(String text) {
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().toHexDigits((int) crc.getValue());
    }
}
