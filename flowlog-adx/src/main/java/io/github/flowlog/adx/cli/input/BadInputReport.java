package io.github.flowlog.adx.cli.input;

import io.github.flowlog.adx.cli.terminal.ProblemText;
import io.github.flowlog.adx.cli.terminal.Terminal;
import io.github.flowlog.adx.cli.text.TerminalText;
import io.github.flowlog.adx.cli.text.Words;
import io.github.flowlog.problem.BadInput;
import io.github.flowlog.problem.BadInputListener;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Prints the first problems in full, then how many there are, why and where. */
public final class BadInputReport implements BadInputListener {
    private static final int IN_FULL = 10;
    private static final int LINES = 5;
    /** Columns before the text of a line of the summary. */
    private static final int INDENT = 24;

    private final Terminal terminal;
    private final Map<String, Count> kinds = new LinkedHashMap<>();
    private final Map<String, Count> sources = new LinkedHashMap<>();
    private long problems;

    public BadInputReport(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void onBadInput(BadInput badInput) {
        problems++;
        kinds.computeIfAbsent(ProblemText.kind(badInput), kind -> new Count(badInput)).number++;
        sources.computeIfAbsent(badInput.source(), source -> new Count(badInput)).number++;
        if (problems <= IN_FULL) {
            terminal.say("Skipped " + scope(badInput) + ": " + ProblemText.sentence(badInput));
        }
    }

    private static String scope(BadInput badInput) {
        return switch (badInput.scope()) {
            case TUPLE -> "a flow tuple";
            case RECORD -> "a record";
            case DOCUMENT -> "the rest of a document";
        };
    }

    /** Adds the totals up when the lines above do not say it all; to be called once, at the end. */
    public void finish() {
        if (problems <= 1) {
            return;
        }
        String unlisted = problems > IN_FULL ? "; the first " + IN_FULL + " are printed above" : "";
        terminal.say(
                Words.count(problems, "problem") + " in " + Words.count(sources.size(), "source") + unlisted + ":");
        say("why", kinds, "other kind");
        say("where", sources, "other source");
    }

    private void say(String heading, Map<String, Count> counts, String others) {
        List<Map.Entry<String, Count>> sorted = counts.entrySet().stream()
                .sorted(Comparator.comparingLong(entry -> -entry.getValue().number))
                .toList();
        int listed = sorted.size() <= LINES ? sorted.size() : LINES - 1;
        String name = heading;
        for (Map.Entry<String, Count> entry : sorted.subList(0, listed)) {
            Count count = entry.getValue();
            String text = counts == sources ? place(count.first) : entry.getKey();
            line(name, count.number, text);
            name = "";
        }
        long rest = sorted.subList(listed, sorted.size()).stream()
                .mapToLong(entry -> entry.getValue().number)
                .sum();
        if (rest > 0) {
            line(name, rest, Words.count(sorted.size() - (long) listed, others));
        }
    }

    /** A line, with a name cut to the screen where there is one; a log file gets it whole. */
    private String place(BadInput first) {
        String behind = String.format(Locale.ROOT, ", first at byte %,d", first.byteOffset());
        String name = TerminalText.printable(first.source());
        return (terminal.errIsTerminal()
                        ? TerminalText.cutMiddle(name, Math.max(1, terminal.errWidth() - INDENT - behind.length()))
                        : name)
                + behind;
    }

    private void line(String name, long number, String text) {
        terminal.say(String.format(Locale.ROOT, "  %-7s %,12d  %s", name, number, text));
    }

    /** How often something was met, and where first. */
    private static final class Count {
        private final BadInput first;
        private long number;

        Count(BadInput first) {
            this.first = first;
        }
    }
}
