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
    private final List<Path> spooled;

    FoundLogs(List<LogFile> logs, List<Path> ignored, List<Path> spooled) {
        this.logs = List.copyOf(logs);
        this.ignored = List.copyOf(ignored);
        this.spooled = List.copyOf(spooled);
    }

    /** Each log once, arguments in their order, files of a directory sorted by path. */
    public List<LogFile> logs() {
        return logs;
    }

    /** What was met inside directories and is not named like a log, or could not be listed. */
    public List<Path> ignored() {
        return ignored;
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
