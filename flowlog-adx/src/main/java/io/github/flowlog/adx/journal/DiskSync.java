package io.github.flowlog.adx.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/** Waits until the disk has what was written: what is forced before a line of a journal is there whenever that line is. */
public final class DiskSync {
    /** What a system says for EINVAL and EOPNOTSUPP; Java has no code of the failure. */
    private static final Set<String> NOT_POSSIBLE = Set.of("Invalid argument", "Operation not supported");

    private DiskSync() {}

    /** Makes the content of a file durable. */
    public static void file(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /**
     * Makes durable which files are in a folder, where the system can force one.
     *
     * <p>Windows opens no folder; its file systems order renames themselves. Some file systems, of networks above all, open one and refuse to
     * force it, at every attempt: if that counted as a failure, no journal could be kept there. Whatever else goes wrong is one, such as a disk
     * that is full or broken.
     */
    public static void folder(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (AccessDeniedException notPossible) {
            return;
        } catch (IOException failed) {
            if (!NOT_POSSIBLE.contains(String.valueOf(failed.getMessage()))) {
                throw failed;
            }
        }
    }
}
