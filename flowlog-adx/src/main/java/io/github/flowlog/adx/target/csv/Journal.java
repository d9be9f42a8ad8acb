package io.github.flowlog.adx.target.csv;

import io.github.flowlog.adx.target.LoadException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * An append-only file of checksummed lines, each forced to disk before the next step is taken.
 *
 * <p>A last line that was cut by the end of a process is dropped at the next opening; any other damage is an error. The
 * file beside it is locked while the journal is open.
 */
final class Journal implements AutoCloseable {
    private static final int CHECKSUM_DIGITS = 8;

    private final Path file;
    private final FileChannel lock;
    private final List<JournalEntry> entries;
    private FileChannel channel;

    private Journal(Path file, FileChannel lock, FileChannel channel, List<JournalEntry> entries) {
        this.file = file;
        this.lock = lock;
        this.channel = channel;
        this.entries = entries;
    }

    static Journal open(Path file) throws IOException {
        // a lock on the journal itself would be left behind by the rename in replaceBy
        FileChannel lock = FileChannel.open(
                file.resolveSibling(file.getFileName() + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            lock(lock, file);
            FileChannel channel = openChannel(file);
            try {
                return new Journal(file, lock, channel, read(channel, file));
            } catch (IOException | RuntimeException failed) {
                channel.close();
                throw failed;
            }
        } catch (IOException | RuntimeException failed) {
            lock.close();
            throw failed;
        }
    }

    private static FileChannel openChannel(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    /** What was in the file when it was opened, in order. */
    List<JournalEntry> entries() {
        return entries;
    }

    /** Appends an entry and forces it to disk. */
    void append(JournalEntry entry) throws IOException {
        long end = channel.position();
        try {
            write(entry, channel);
            channel.force(true);
        } catch (IOException failed) {
            channel.truncate(end);
            throw unwritable(failed);
        }
    }

    /** How many bytes the file has. */
    long size() throws IOException {
        return channel.position();
    }

    /** Puts other entries in place of all that there are, in one step: a process that ends meanwhile leaves the old ones. */
    void replaceBy(List<JournalEntry> fresh) throws IOException {
        Path written = file.resolveSibling(file.getFileName() + ".new");
        try (FileChannel out = FileChannel.open(
                written, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            for (JournalEntry entry : fresh) {
                write(entry, out);
            }
            out.force(true);
        } catch (IOException failed) {
            Files.deleteIfExists(written);
            throw unwritable(failed);
        }
        channel.close();
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
        channel = openChannel(file);
        channel.position(channel.size());
    }

    @Override
    public void close() throws IOException {
        channel.close();
        lock.close();
    }

    private static void write(JournalEntry entry, FileChannel to) throws IOException {
        String json = JournalJson.write(entry);
        ByteBuffer line = ByteBuffer.wrap((checksum(json) + " " + json + "\n").getBytes(StandardCharsets.UTF_8));
        while (line.hasRemaining()) {
            to.write(line);
        }
    }

    private LoadException unwritable(IOException failed) {
        return LoadException.passing(
                "cannot write " + file + " (" + failed.getMessage()
                        + "); what was committed before stays, free some space and run the same command again",
                failed);
    }

    private static void lock(FileChannel channel, Path file) throws IOException {
        @Nullable FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException sameProcess) {
            lock = null;
        }
        if (lock == null) {
            throw LoadException.passing(
                    file.getParent() + " is in use by another process; wait for it to end, or load into another folder",
                    null);
        }
    }

    private static List<JournalEntry> read(FileChannel channel, Path file) throws IOException {
        byte[] bytes = new byte[Math.toIntExact(channel.size())];
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        int read = 0;
        while (buffer.hasRemaining() && read >= 0) {
            read = channel.read(buffer);
        }
        List<JournalEntry> entries = new ArrayList<>();
        int from = 0;
        for (int at = 0; at < bytes.length; at++) {
            if (bytes[at] == '\n') {
                entries.add(
                        entry(new String(bytes, from, at - from, StandardCharsets.UTF_8), file, entries.size() + 1));
                from = at + 1;
            }
        }
        channel.truncate(from);
        channel.position(from);
        return entries;
    }

    private static JournalEntry entry(String line, Path file, int number) throws IOException {
        boolean whole = line.length() > CHECKSUM_DIGITS + 1
                && line.substring(0, CHECKSUM_DIGITS).equals(checksum(line.substring(CHECKSUM_DIGITS + 1)));
        if (!whole) {
            throw LoadException.permanent(
                    file + " is damaged in line " + number
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
