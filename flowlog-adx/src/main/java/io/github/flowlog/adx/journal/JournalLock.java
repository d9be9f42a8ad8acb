package io.github.flowlog.adx.journal;

import io.github.flowlog.adx.target.LoadException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps everybody else away from a journal on disk, in other processes and in this one. */
final class JournalLock implements Closeable {
    /**
     * What this process has locked. A lock belongs to the whole process, and many systems give it up when the process closes any channel of
     * the file: so nobody here may open a second one, not even to be refused.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private JournalLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** Locks the file beside a journal, which is made when it is not there. */
    static JournalLock take(Path journal) throws IOException {
        Path folder = Objects.requireNonNull(journal.toAbsolutePath().getParent());
        // a lock on the journal itself would be left behind by the rename when it is replaced
        Path file = folder.toRealPath().resolve(journal.getFileName() + ".lock");
        if (!HELD.add(file)) {
            throw inUse(folder);
        }
        try {
            return new JournalLock(file, lock(file, folder));
        } catch (IOException | RuntimeException failed) {
            HELD.remove(file);
            throw failed;
        }
    }

    private static FileChannel lock(Path file, Path folder) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() == null) {
                throw inUse(folder);
            }
            return channel;
        } catch (OverlappingFileLockException underAnotherName) {
            channel.close();
            throw inUse(folder);
        } catch (IOException | RuntimeException failed) {
            channel.close();
            throw failed;
        }
    }

    private static LoadException inUse(Path folder) {
        return LoadException.passing(
                folder + " is in use by another process; wait for it to end, or use another folder", null);
    }

    /** Lets others in; to close it again does nothing. */
    @Override
    public void close() throws IOException {
        if (channel.isOpen()) {
            channel.close();
            HELD.remove(file);
        }
    }
}
