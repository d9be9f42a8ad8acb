package io.github.flowlog.adx.cli.flows;

import io.github.flowlog.adx.cli.input.FlowScan;
import io.github.flowlog.adx.cli.input.FlowSink;
import io.github.flowlog.adx.cli.input.QueryOptions;
import io.github.flowlog.adx.cli.input.ScanTotals;
import io.github.flowlog.adx.cli.input.Selection;
import io.github.flowlog.adx.cli.input.SelectionOptions;
import io.github.flowlog.adx.cli.input.SourceOptions;
import io.github.flowlog.adx.cli.terminal.ExitCode;
import io.github.flowlog.adx.cli.terminal.Terminal;
import io.github.flowlog.adx.cli.text.ShellWord;
import io.github.flowlog.adx.cli.text.Words;
import io.github.flowlog.adx.source.FoundLogs;
import io.github.flowlog.filter.FlowFilter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Prints what was denied on its way in. */
@Command(
        name = "drops",
        header = "Print what was dropped on its way in, and by which rule.",
        description = {
            "",
            "The flows that are inbound and denied, of a storage account those of the last hour, without those from 168.63.129.16, the address of Azure's own health "
                    + "probe; how many these are, and the command that shows them, is said at the end.",
            "",
            "Only the network security group that denies a flow logs the denial. Nothing here means that none was "
                    + "logged; 'flowlog explain A B' says what the logs know about one connection.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  flowlog drops PT1H.json",
            "  flowlog drops https://ACCOUNT.blob.core.windows.net",
            "  flowlog drops -f 'dst port 23' PT1H.json",
            "  flowlog drops -f 'dst ip 10.0.17.4' --sort time logs",
            "  flowlog drops -o csv logs > drops.csv"
        })
public final class DropsCommand implements Callable<Integer> {
    private static final String DROPPED = "in and denied";
    private static final String PROBE = "src ip 168.63.129.16";

    /** A denied flow is always in one state, and of no size worth a column. */
    private static final Set<FlowField> CONSTANT =
            EnumSet.of(FlowField.DIR, FlowField.STATUS, FlowField.STATE, FlowField.PACKETS, FlowField.BYTES);

    private final Terminal terminal;

    @Mixin
    private SourceOptions sources = new SourceOptions();

    @Mixin
    private SelectionOptions selection = new SelectionOptions();

    @Mixin
    private QueryOptions query = new QueryOptions();

    @Mixin
    private FlowOutputOptions output = new FlowOutputOptions();

    public DropsCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        output.check(terminal);
        boolean lastHour = selection.limitAccounts(1, sources.names());
        Selection dropped = selection.select(terminal).and(DROPPED);
        FlowFilter notProbe = FlowFilter.parse("not " + PROBE);
        if (query.print(terminal, dropped.filter().and(notProbe))) {
            return ExitCode.DONE;
        }
        long start = terminal.nanoTime().getAsLong();
        try (FoundLogs found = sources.find(terminal, selection.scope(terminal))) {
            FlowSink sink = output.open(terminal, dropped.networks(), CONSTANT);
            ScanTotals totals = new FlowScan(terminal, sources.input(), dropped.filter(), output.scanLimit())
                    .hidingAllBut(notProbe)
                    .run(found, sink);
            sayWhatIsHidden(totals);
            if (lastHour) {
                terminal.say("These are the drops of the last hour; --since 6h goes further back.");
            }
            if (totals.rows() == 0 && output.wantsRows() && !totals.isStopped()) {
                sayThatNothingIsDropped(totals);
            }
            terminal.say(
                    totals.summary(output.matched(totals), terminal.nanoTime().getAsLong() - start));
            return totals.exitCode();
        }
    }

    private void sayWhatIsHidden(ScanTotals totals) {
        if (totals.hidden() > 0) {
            terminal.say("Hidden: " + Words.count(totals.hidden(), "drop")
                    + " of Azure's health probe, 168.63.129.16. To see "
                    + (totals.hidden() == 1 ? "it: " : "them: ")
                    + showing(DROPPED + " and " + PROBE));
        }
    }

    private void sayThatNothingIsDropped(ScanTotals totals) {
        terminal.say(totals.whyNothingMatched());
        if (totals.tuples() > 0) {
            terminal.say("Dropped on the way out: " + showing("out and denied"));
            terminal.say("About one connection:   " + program() + " explain A B " + ShellWord.join(sources.names()));
        }
    }

    private String program() {
        return ShellWord.program(terminal.workingDirectory());
    }

    /** The command that shows what a filter selects from the same sources, times and networks. */
    private String showing(String expression) {
        List<String> words = new ArrayList<>(List.of(program(), "show", "-f"));
        @Nullable String typed = selection.expression();
        words.add(typed == null ? expression : expression + " and (" + typed + ")");
        words.addAll(selection.typed());
        words.addAll(sources.names());
        return ShellWord.join(words);
    }
}
