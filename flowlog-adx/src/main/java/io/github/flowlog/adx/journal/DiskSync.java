package io.github.flowlog.adx.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Waits until the disk has what was written: what is forced before a line of a journal is there whenever that line is. */
public final class DiskSync {
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
     * force it, at every attempt: if that counted as a failure, no journal could be kept there. Where a file in the folder cannot be forced
     * either, such as on a disk that is full or broken, it is one.
     */
    public static void folder(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            force(channel, folder);
        } catch (AccessDeniedException notPossible) {
            return;
        }
    }

    private static void force(FileChannel channel, Path folder) throws IOException {
        try {
            channel.force(true);
        } catch (IOException refused) {
            // its words are those of the system, in the language of the user, and Java has no code for them
            requireForcibleFile(folder, refused);
        }
    }

    static void requireForcibleFile(Path folder, IOException refused) throws IOException {
        try {
            Path probe = Files.createTempFile(folder, "flowlog", ".probe");
            try {
                file(probe);
            } finally {
                Files.delete(probe);
            }
        } catch (IOException brokenToo) {
            refused.addSuppressed(brokenToo);
            throw refused;
        }
    }
}
