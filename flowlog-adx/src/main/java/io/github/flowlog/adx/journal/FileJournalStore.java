package io.github.flowlog.adx.journal;

import io.github.flowlog.adx.target.LoadException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A journal on disk; each append is forced. The file beside it is locked while the journal is open. */
public final class FileJournalStore implements JournalStore {
    private static final int BUFFER = 64 << 10;

    private final Path file;
    private final JournalLock lock;
    private FileChannel channel;
    /** Why a part of an append could not be taken back. */
    private @Nullable IOException torn;

    /**
     * A file that is locked.
     *
     * @param file where it lies
     * @param lock closed with it
     * @param channel the file, opened
     */
    FileJournalStore(Path file, JournalLock lock, FileChannel channel) {
        this.file = file;
        this.lock = lock;
        this.channel = channel;
    }

    /** Opens a file, which is made when it is not there; its folder must be there. */
    public static FileJournalStore open(Path file) throws IOException {
        JournalLock lock = JournalLock.take(file);
        try {
            return new FileJournalStore(file, lock, openChannel(file));
        } catch (IOException | RuntimeException failed) {
            lock.close();
            throw failed;
        }
    }

    /** Opens the file and makes durable that it is there under its name: lines are only forced into the file. */
    private static FileChannel openChannel(Path file) throws IOException {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            DiskSync.folder(Objects.requireNonNull(file.toAbsolutePath().getParent()));
        } catch (IOException failed) {
            channel.close();
            throw failed;
        }
        return channel;
    }

    @Override
    public String name() {
        return file.toString();
    }

    @Override
    public InputStream read() throws IOException {
        return Files.newInputStream(file);
    }

    @Override
    public void truncate(long size) throws IOException {
        channel.truncate(size);
        channel.position(size);
    }

    @Override
    public void append(byte[] line) throws IOException {
        if (torn != null) {
            // behind a part of a line, a whole one would be damage; the next opening drops the part
            throw unwritable(torn);
        }
        long end = channel.position();
        try {
            write(line, channel);
            channel.force(true);
        } catch (IOException failed) {
            takeBack(end);
            throw unwritable(failed);
        }
    }

    private void takeBack(long end) {
        try {
            channel.truncate(end);
        } catch (IOException failed) {
            torn = failed;
        }
    }

    @Override
    public void replaceBy(Content all) throws IOException {
        Path written = file.resolveSibling(file.getFileName() + ".new");
        try (FileChannel out = FileChannel.open(
                written, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            OutputStream buffered = new BufferedOutputStream(Channels.newOutputStream(out), BUFFER);
            all.writeTo(buffered);
            buffered.flush();
            out.force(true);
        } catch (IOException failed) {
            Files.deleteIfExists(written);
            throw unwritable(failed);
        }
        channel.close();
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
        channel = openChannel(file);
        channel.position(channel.size());
        torn = null;
    }

    private static void write(byte[] bytes, FileChannel to) throws IOException {
        ByteBuffer left = ByteBuffer.wrap(bytes);
        while (left.hasRemaining()) {
            to.write(left);
        }
    }

    private LoadException unwritable(IOException failed) {
        return LoadException.passing(
                "cannot write " + file + " (" + failed.getMessage()
                        + "); what was committed before stays, free some space and run the same command again",
                failed);
    }

    @Override
    public void close() throws IOException {
        try (lock) {
            channel.close();
        }
    }
}
