package io.github.flowlog.adx.cli;

import io.github.flowlog.adx.source.FoundLogs;
import io.github.flowlog.adx.source.SourceFinder;
import io.github.flowlog.adx.source.UnreadableEntry;
import io.github.flowlog.problem.BadInputPolicy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The positionals of a command that reads logs, and what it does with bad input. */
final class SourceOptions {
    private static final int NAMED = 3;
    private static final int IN_FULL = 10;

    @Parameters(
            paramLabel = "SOURCE",
            arity = "0..*",
            description = "Files of any name, directories (searched for *.json, *.jsonl, *.ndjson, plain or .gz), "
                    + "quoted patterns such as 'logs/**/PT1H.json', or - for standard input.")
    private List<String> sources = new ArrayList<>();

    @Option(
            names = "--on-bad",
            paramLabel = "skip|fail",
            order = 50,
            description = "What to do with input that cannot be read: skip and report it (default), or fail.")
    private OnBad onBad = OnBad.SKIP;

    /** The words of {@code --on-bad}. */
    enum OnBad {
        SKIP,
        FAIL
    }

    BadInputPolicy policy() {
        return onBad == OnBad.FAIL ? BadInputPolicy.STRICT : BadInputPolicy.SKIP;
    }

    /** Finds the logs and says in one line what was passed over. */
    FoundLogs find(Terminal terminal) throws IOException {
        if (sources.isEmpty()) {
            throw CommandFailure.usage(
                    "No source given: name a file, a directory, a quoted pattern, or - for standard input.");
        }
        FoundLogs found = SourceFinder.find(sources, terminal.workingDirectory(), terminal.in());
        sayWhatIsMissing(found, terminal);
        return found;
    }

    /** Says which directories could not be searched, and in one line what was passed over. */
    static void sayWhatIsMissing(FoundLogs found, Terminal terminal) {
        List<UnreadableEntry> unreadable = found.unreadable();
        for (UnreadableEntry entry : unreadable.subList(0, Math.min(unreadable.size(), IN_FULL))) {
            terminal.say("Cannot read " + entry.path() + ": " + FailureText.reason(entry.failure()) + ".");
        }
        if (unreadable.size() > IN_FULL) {
            terminal.say("... and " + Words.grouped(unreadable.size() - IN_FULL) + " more that cannot be read.");
        }
        if (!found.ignored().isEmpty()) {
            terminal.say("Ignored " + Words.count(found.ignored().size(), "file") + " not named like a log: "
                    + firstOf(found.ignored()));
        }
    }

    private static String firstOf(List<Path> paths) {
        String first = paths.stream().limit(NAMED).map(Path::toString).collect(Collectors.joining(", "));
        return paths.size() > NAMED ? first + ", ..." : first;
    }
}
