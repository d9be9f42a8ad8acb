package io.github.flowlog.adx.cli.input;

import io.github.flowlog.adx.cli.terminal.CommandFailure;
import io.github.flowlog.adx.cli.terminal.FailureText;
import io.github.flowlog.adx.cli.terminal.Terminal;
import io.github.flowlog.adx.cli.text.Words;
import io.github.flowlog.adx.source.AccountLogs;
import io.github.flowlog.adx.source.FoundLogs;
import io.github.flowlog.adx.source.IgnoredBlobs;
import io.github.flowlog.adx.source.SourceFinder;
import io.github.flowlog.adx.source.UnreadableEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds the logs that a person named, and says what was passed over or is not there. */
public final class LogSearch {
    private static final int NAMED = 3;
    private static final int IN_FULL = 10;
    private static final Set<String> FILTER_WORDS = Set.of("and", "or", "not");

    private LogSearch() {}

    /** Finds the logs that can be read again and again, without a word. */
    public static FoundLogs list(Terminal terminal, List<String> sources, AccountLogs accounts) throws IOException {
        return SourceFinder.list(sources, terminal.workingDirectory(), accounts);
    }

    /** Finds the logs and says in one line what was passed over. */
    public static FoundLogs find(Terminal terminal, List<String> sources, LogScope scope) throws IOException {
        if (sources.isEmpty()) {
            throw CommandFailure.usage(
                    "No source given: name a file, a directory, a quoted pattern, the URL of a storage "
                            + "account, or - for standard input.");
        }
        for (String source : sources) {
            // -f denied and in: the shell hands over words
            if (FILTER_WORDS.contains(source) && !Files.exists(terminal.resolve(source))) {
                throw CommandFailure.usage("There is no file " + source
                        + "; a filter of several words stands in quotes, as in -f 'denied and in'.");
            }
        }
        FoundLogs found =
                SourceFinder.find(sources, terminal.workingDirectory(), terminal.in(), scope.accounts(terminal));
        sayWhatIsMissing(found, scope, terminal);
        return found;
    }

    /** Says which directories could not be searched, and in one line what was passed over. */
    public static void sayWhatIsMissing(FoundLogs found, LogScope scope, Terminal terminal) throws IOException {
        List<UnreadableEntry> unreadable = found.unreadable();
        for (UnreadableEntry entry : unreadable.subList(0, Math.min(unreadable.size(), IN_FULL))) {
            terminal.say("Cannot read " + entry.path() + ": " + FailureText.reason(entry.failure()) + ".");
        }
        if (unreadable.size() > IN_FULL) {
            terminal.say("... and " + Words.grouped(unreadable.size() - IN_FULL) + " more that cannot be read.");
        }
        if (!found.ignored().isEmpty()) {
            int ignored = found.ignored().size();
            terminal.say("Ignored " + Words.grouped(ignored) + (ignored == 1 ? " entry" : " entries")
                    + " not named like a log or no file: "
                    + firstOf(found.ignored()));
        }
        IgnoredBlobs blobs = found.ignoredBlobs();
        if (blobs.count() > 0) {
            terminal.say("Ignored " + Words.count(blobs.count(), "blob") + " not named like a flow log: "
                    + String.join(", ", blobs.first())
                    + (blobs.count() > blobs.first().size() ? ", ..." : ""));
        }
        for (String url : found.emptyAccounts()) {
            sayThatThereAreNone(url, scope, terminal, found);
        }
    }

    private static void sayThatThereAreNone(String url, LogScope scope, Terminal terminal, FoundLogs found)
            throws IOException {
        if (!scope.isAll()) {
            terminal.say("No flow logs of these hours and resources in " + url + "; what there is: flowlog ls " + url);
            return;
        }
        found.close();
        throw CommandFailure.failed("No flow logs in " + url
                + ": no blob is named .../y=2026/m=01/d=31/h=23/m=00/macAddress=.../PT1H.json.");
    }

    private static String firstOf(List<Path> paths) {
        String first = paths.stream().limit(NAMED).map(Path::toString).collect(Collectors.joining(", "));
        return paths.size() > NAMED ? first + ", ..." : first;
    }
}
