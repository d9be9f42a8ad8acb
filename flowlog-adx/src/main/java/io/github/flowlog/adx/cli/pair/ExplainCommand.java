package io.github.flowlog.adx.cli.pair;

import io.github.flowlog.adx.cli.input.ScanTotals;
import io.github.flowlog.adx.cli.output.OutputFormat;
import io.github.flowlog.adx.cli.output.OutputOptions;
import io.github.flowlog.adx.cli.terminal.Terminal;
import io.github.flowlog.adx.cli.text.TerminalText;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Says whether A reached B, and which rule decided it. */
@Command(
        name = "explain",
        header = "Say whether A reaches B, and which rule at which interface decides it.",
        description = {
            "",
            "The verdict stands first: ALLOWED, DENIED, PARTLY DENIED (it depends on the port or the machine) or UNKNOWN. "
                    + "Below it is what was logged where the flows left one end and where they entered the other, both ways. "
                    + "Of two decisions the later counts; a flow that is under way is not judged again, so only its begin "
                    + "counts. FLOWS counts flow tuples, BYTES those of both directions.",
            "",
            "UNKNOWN is no denial: the answer says what Azure does not log.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  flowlog explain 113.22.187.101 10.0.17.4:23/tcp PT1H.json",
            "  flowlog explain 10.0.17.4 13.88.145.72:443 --since 2d logs",
            "  flowlog explain 10.0.0.0/16 10.0.17.4 -f 'time >= 2017-03-21' logs",
            "  flowlog explain 2001:db8::1 '[fd00::17]:22' logs"
        })
public final class ExplainCommand implements Callable<Integer> {
    private static final int TEXT_WIDTH = 80;

    private final Terminal terminal;

    @Mixin
    private PairQuestion question = new PairQuestion();

    @Mixin
    private OutputOptions output = new OutputOptions();

    public ExplainCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        return question.ask(terminal, Evidence.KEY, this::print);
    }

    private void print(Pair pair, PairFlows flows, ScanTotals totals) throws IOException {
        List<Evidence> there = Evidence.of(flows.there());
        List<Evidence> back = Evidence.of(flows.back());
        Verdict verdict = Verdict.of(there);
        String sentence = VerdictText.sentence(verdict, pair);
        OutputFormat format = output.format(terminal);
        if (format != OutputFormat.TABLE) {
            terminal.say(sentence);
            EvidenceRows.print(pair, there, back, format, terminal);
            return;
        }
        printLines(List.of(sentence, ""));
        if (!there.isEmpty() || !back.isEmpty()) {
            EvidenceRows.printTable(there, back, terminal);
            printLines(List.of(""));
        }
        printLines(VerdictText.notes(verdict, there, back, totals));
    }

    private void printLines(List<String> lines) throws IOException {
        int width = Math.min(TEXT_WIDTH, terminal.tableWidth());
        OutputStream out = terminal.openTableOutput();
        for (String line : lines) {
            out.write(
                    (VerdictText.wrapped(TerminalText.printable(line), width) + "\n").getBytes(StandardCharsets.UTF_8));
        }
        out.flush();
    }
}
