package io.github.flowlog.adx.cli.load;

import io.github.flowlog.adx.RetryReport.Untouched;
import io.github.flowlog.adx.cli.input.LogScope;
import io.github.flowlog.adx.cli.terminal.FailureText;
import io.github.flowlog.adx.cli.terminal.Terminal;
import io.github.flowlog.adx.ledger.Ledger;
import io.github.flowlog.adx.ledger.QuarantineEntry;
import io.github.flowlog.adx.ledger.SourceKey;
import io.github.flowlog.adx.source.FlowLogSource;
import io.github.flowlog.adx.source.SourceFinder;
import io.github.flowlog.adx.source.SourceNotFoundException;
import io.github.flowlog.adx.storage.StorageAccounts;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The logs that entries of the quarantine stand for, found again where they were; closing it closes their accounts. */
final class QuarantinedLogs implements AutoCloseable {
    private static final String GONE =
            "it is not there any more; restore it, or save what it was to a file and load that";

    private final StorageAccounts accounts;
    private final Path workingDirectory;
    private final Map<String, FlowLogSource> bySourceId = new LinkedHashMap<>();
    private final List<Untouched> missing = new ArrayList<>();

    private QuarantinedLogs(StorageAccounts accounts, Path workingDirectory) {
        this.accounts = accounts;
        this.workingDirectory = workingDirectory;
    }

    /** Finds the logs of some SourceIds. */
    static QuarantinedLogs find(Ledger ledger, Set<String> sourceIds, Terminal terminal) throws IOException {
        QuarantinedLogs logs = new QuarantinedLogs(
                LogScope.ALL.accounts(terminal), terminal.workingDirectory().toRealPath());
        for (String sourceId : new TreeSet<>(sourceIds)) {
            ledger.quarantine(sourceId).stream().findFirst().ifPresent(logs::add);
        }
        return logs;
    }

    /** Those that are there, by SourceId. */
    Map<String, FlowLogSource> bySourceId() {
        return bySourceId;
    }

    /** Those that are not. */
    List<Untouched> missing() {
        return missing;
    }

    private void add(QuarantineEntry entry) {
        try {
            bySourceId.put(entry.sourceId(), find(entry));
        } catch (IOException | InvalidPathException unreadable) {
            boolean gone = unreadable instanceof NoSuchFileException
                    || unreadable instanceof SourceNotFoundException
                    || unreadable instanceof InvalidPathException;
            String reason = unreadable instanceof IOException failed && !gone ? FailureText.reason(failed) : GONE;
            missing.add(new Untouched(entry.source(), reason));
        }
    }

    private FlowLogSource find(QuarantineEntry entry) throws IOException {
        SourceKey key = entry.key();
        List<? extends FlowLogSource> found = key.account().isEmpty()
                ? SourceFinder.list(List.of(shown(key.path())), workingDirectory, (url, ignored) -> List.of())
                        .logs()
                : accounts.find(entry.source(), ignored -> {});
        for (FlowLogSource log : found) {
            if (SourceKey.of(log).equals(key)) {
                return log;
            }
        }
        throw new NoSuchFileException(entry.source());
    }

    /** As a person calls a file who works in this directory. */
    private String shown(String path) {
        Path file = Path.of(path);
        return file.startsWith(workingDirectory)
                ? workingDirectory.relativize(file).toString()
                : path;
    }

    @Override
    public void close() {
        accounts.close();
    }
}
