package io.github.flowlog.adx.cli.load;

import io.github.flowlog.adx.LoadReport;
import io.github.flowlog.adx.SourceOutcome;
import io.github.flowlog.adx.SourceOutcome.Kind;
import io.github.flowlog.adx.cli.terminal.ExitCode;
import io.github.flowlog.adx.cli.text.ShellWord;
import io.github.flowlog.adx.cli.text.Words;
import io.github.flowlog.adx.target.Settlement;
import io.github.flowlog.filter.FlowFilter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Puts into words what a load did. */
final class LoadSummary {
    private static final String QUESTION = "select AclRule, DestPort, count(*) as Denied from FlowLogs "
            + "where FlowStatus = 'Denied' group by all order by Denied desc limit 10";
    private static final int MOST_SOURCES = 3;

    private final LoadReport report;
    private final TargetName target;
    private final FlowFilter filter;
    private final Path workingDirectory;
    private final List<String> sources;
    private final List<String> delivery;

    /**
     * Makes the words of a load.
     *
     * @param sources the sources as they were typed
     * @param delivery the options that say where they go, likewise
     */
    LoadSummary(
            LoadReport report,
            TargetName target,
            FlowFilter filter,
            Path workingDirectory,
            List<String> sources,
            List<String> delivery) {
        this.filter = filter;
        this.report = report;
        this.target = target;
        this.workingDirectory = workingDirectory;
        this.sources = List.copyOf(sources);
        this.delivery = List.copyOf(delivery);
    }

    /**
     * What the process says to its caller.
     *
     * @param unreadable how many folders or links of the sources led to nothing that can be read
     */
    int exitCode(int unreadable) {
        if (report.stopped()) {
            return ExitCode.INTERRUPTED;
        }
        if (report.count(Kind.FAILED) + unreadable > 0) {
            return ExitCode.FAILED;
        }
        if (report.settlement().late()) {
            return ExitCode.FAILED;
        }
        boolean needsPerson = report.newQuarantine() > 0
                || report.count(Kind.REFUSED) > 0
                || !report.settlement().forPerson().isEmpty();
        return needsPerson ? ExitCode.NEEDS_A_PERSON : ExitCode.DONE;
    }

    /**
     * The block before the last line.
     *
     * @param quarantineFile where the quarantine of the target is written
     */
    List<String> lines(Path quarantineFile) {
        List<String> lines = new ArrayList<>();
        lines.add((report.stopped() ? "Stopped loading into " : "Loaded into ") + target);
        lines.add(line("sources", sources()));
        lines.add(line("rows", rows()));
        List<SourceOutcome> open =
                report.outcomes().stream().filter(SourceOutcome::isOpen).toList();
        if (!open.isEmpty()) {
            lines.add(line("open", open(open)));
        }
        if (report.quarantine() > 0) {
            lines.add(line("quarantine", quarantine(quarantineFile)));
        }
        List<Settlement.OpenBatch> onTheWay = report.settlement().open();
        if (!onTheWay.isEmpty()) {
            Settlement.OpenBatch first = onTheWay.get(0);
            lines.add(line(
                    "on the way",
                    Words.batches(onTheWay.size()) + ", first " + first.batchId() + " of "
                            + Words.count(first.rows(), "row") + ": " + first.state()));
        }
        report.settlement().forPerson().forEach(sentence -> lines.add(line("look at", sentence)));
        lines.add(line("next", next()));
        return lines;
    }

    private static String line(String name, String text) {
        return String.format(Locale.ROOT, "  %-11s %s", name, text);
    }

    private String sources() {
        List<String> parts = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            long count = report.count(kind);
            if (count > 0) {
                parts.add(Words.grouped(count) + " " + word(kind));
            }
        }
        return parts.isEmpty() ? "none finished" : String.join(", ", parts);
    }

    private static String word(Kind kind) {
        return switch (kind) {
            case LOADED -> "loaded";
            case CONTINUED -> "continued";
            case UNCHANGED -> "unchanged";
            case REPLACED -> "rewritten";
            case REFUSED -> "refused";
            case EMPTY -> "without a record";
            case FAILED -> "failed";
        };
    }

    private String rows() {
        String rows = Words.grouped(report.rows()) + " added in " + Words.batches(report.batches());
        return report.replacedRows() == 0
                ? rows
                : rows + ", " + Words.grouped(report.replacedRows()) + " rows of rewritten sources removed";
    }

    private static String open(List<SourceOutcome> open) {
        SourceOutcome first = open.get(0);
        String others = open.size() == 1 ? "" : " and " + Words.count(open.size() - 1L, "other source");
        return String.format(
                Locale.ROOT,
                "%s%s: cut inside a record from byte %,d on, just written; the next load goes on there",
                first.name(),
                others,
                first.openFrom());
    }

    private String quarantine(Path file) {
        Path here = workingDirectory.toAbsolutePath().normalize();
        Path there = file.toAbsolutePath().normalize();
        Path shown = there.startsWith(here) ? here.relativize(there) : there;
        String known = report.newQuarantine() == report.quarantine()
                ? ""
                : ", " + Words.grouped(report.quarantine()) + " in all";
        return (report.newQuarantine() == 0 ? "nothing" : Words.grouped(report.newQuarantine())) + " new" + known
                + ", listed in " + shown;
    }

    private String next() {
        if (report.stopped()) {
            return "the same command";
        }
        if (target instanceof TargetName.Csv csv) {
            return csv.folder().resolve("FlowLogs-*.csv") + " hold the rows";
        }
        String program = ShellWord.program(workingDirectory);
        if (target instanceof TargetName.Adx) {
            String options = ShellWord.join(delivery);
            return report.settlement().open().isEmpty()
                    ? program + " verify " + logs() + " " + options
                    : program + " jobs " + options;
        }
        Path file = ((TargetName.DuckDb) target).file();
        String database =
                file.equals(Path.of("flows.duckdb")) ? "" : ShellWord.join(List.of("--db", file.toString())) + " ";
        return program + " query " + database + '"' + QUESTION + '"';
    }

    /** A pattern that the shell has resolved may stand for thousands. */
    private String logs() {
        return sources.size() > MOST_SOURCES ? "LOGS" : ShellWord.join(sources);
    }

    /** The line at the end of every run. */
    String lastLine(long tuples, long nanos) {
        long skippedTuples = report.outcomes().stream()
                .mapToLong(SourceOutcome::skippedTuples)
                .sum();
        long skippedRecords = report.outcomes().stream()
                .mapToLong(SourceOutcome::skippedRecords)
                .sum();
        long unreadBytes =
                report.outcomes().stream().mapToLong(SourceOutcome::unreadBytes).sum();
        return "Read " + Words.count(report.outcomes().size(), "source") + ", "
                + Words.count(report.records(), "record") + ", " + Words.count(tuples, "tuple") + "; matched "
                + Words.grouped(filter.isAll() ? tuples : report.rows()) + "; skipped "
                + Words.skipped(skippedTuples, skippedRecords, unreadBytes)
                + "; " + Words.duration(nanos) + "; " + Words.rate(tuples, nanos, "tuples");
    }
}
