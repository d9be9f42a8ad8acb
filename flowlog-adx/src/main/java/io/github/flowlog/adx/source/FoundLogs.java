package io.github.flowlog.adx.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The logs that the arguments of a command lead to.
 *
 * <p>Closing it closes the storage accounts and deletes the copies of standard input and of pipes; the logs are not to be read after
 * that.
 */
public final class FoundLogs implements AutoCloseable {
    private final List<FlowLogSource> logs;
    private final List<Path> ignored;
    private final IgnoredBlobs ignoredBlobs;
    private final List<String> emptyAccounts;
    private final List<UnreadableEntry> unreadable;
    private final List<Path> spooled;
    private final AccountLogs accounts;

    FoundLogs(
            List<FlowLogSource> logs,
            List<Path> ignored,
            IgnoredBlobs ignoredBlobs,
            List<String> emptyAccounts,
            List<UnreadableEntry> unreadable,
            List<Path> spooled,
            AccountLogs accounts) {
        this.logs = List.copyOf(logs);
        this.ignored = List.copyOf(ignored);
        this.ignoredBlobs = ignoredBlobs;
        this.emptyAccounts = List.copyOf(emptyAccounts);
        this.unreadable = List.copyOf(unreadable);
        this.spooled = List.copyOf(spooled);
        this.accounts = accounts;
    }

    /** Each log once, arguments in their order, files of a directory sorted by path, blobs by container and name. */
    public List<FlowLogSource> logs() {
        return logs;
    }

    /** What was met inside directories and is not named like a log, or is no file: a pipe, a device. */
    public List<Path> ignored() {
        return ignored;
    }

    /** What was met in storage accounts and is not named like a log. */
    public IgnoredBlobs ignoredBlobs() {
        return ignoredBlobs;
    }

    /** URLs, without a signature, behind which there is no log of the wanted hours and resources. */
    public List<String> emptyAccounts() {
        return emptyAccounts;
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
        try (accounts) {
            for (Path file : spooled) {
                Files.deleteIfExists(file);
            }
        }
    }
}
