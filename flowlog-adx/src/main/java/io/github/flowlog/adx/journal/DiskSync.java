package io.github.flowlog.adx.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
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

    /** Makes durable which files are in a folder, where the system can force one. */
    public static void folder(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (AccessDeniedException notPossible) {
            // Windows opens no folders; its file systems order renames themselves
            return;
        }
    }
}
