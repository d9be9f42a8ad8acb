package io.github.flowlog.adx.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The logs that the arguments of a command lead to.
 *
 * <p>Closing it deletes the copies of standard input and of pipes; the logs are not to be read after that.
 */
public final class FoundLogs implements AutoCloseable {
    private final List<LogFile> logs;
    private final List<Path> ignored;
    private final List<UnreadableEntry> unreadable;
    private final List<Path> spooled;

    FoundLogs(List<LogFile> logs, List<Path> ignored, List<UnreadableEntry> unreadable, List<Path> spooled) {
        this.logs = List.copyOf(logs);
        this.ignored = List.copyOf(ignored);
        this.unreadable = List.copyOf(unreadable);
        this.spooled = List.copyOf(spooled);
    }

    /** Each log once, arguments in their order, files of a directory sorted by path. */
    public List<LogFile> logs() {
        return logs;
    }

    /** What was met inside directories and is not named like a log, or is no file: a pipe, a device. */
    public List<Path> ignored() {
        return ignored;
    }

    /** Directories that could not be listed and links named like logs that lead nowhere. */
    public List<UnreadableEntry> unreadable() {
        return unreadable;
    }

    List<Path> spooled() {
        return spooled;
    }

    @Override
    public void close() throws IOException {
        for (Path file : spooled) {
            Files.deleteIfExists(file);
        }
    }
}
