package io.github.flowlog.adx.cli.pair;

import io.github.flowlog.adx.cli.input.InputOptions;
import io.github.flowlog.adx.cli.input.LogScope;
import io.github.flowlog.adx.cli.input.LogSearch;
import io.github.flowlog.adx.cli.input.Selection;
import io.github.flowlog.adx.cli.input.SourceOptions;
import io.github.flowlog.adx.cli.terminal.Terminal;
import io.github.flowlog.adx.source.FoundLogs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The positionals of a command that asks about two ends: A, B, sources. */
final class PairOptions {
    @Parameters(
            index = "0",
            paramLabel = "A",
            description = "The end that connects: an address, a prefix such as 10.0.0.0/24, or a name of --networks.")
    private String a = "";

    @Parameters(
            index = "1",
            paramLabel = "B",
            description =
                    "The end that is connected to, likewise; with :PORT or :PORT/PROTO behind it for one service. "
                            + "An IPv6 address with a port stands in brackets: [2001:db8::1]:443.")
    private String b = "";

    @Parameters(
            index = "2..*",
            arity = "0..*",
            paramLabel = SourceOptions.LABEL,
            description = SourceOptions.DESCRIPTION)
    private List<String> sources = new ArrayList<>();

    @Mixin
    private InputOptions input = new InputOptions();

    InputOptions input() {
        return input;
    }

    Pair pair(Selection selected) {
        return new Pair(Endpoint.parse("A", a, selected.networks()), Service.parse(b, selected.networks()), selected);
    }

    List<String> names() {
        return List.copyOf(sources);
    }

    /** Finds the logs and says in one line what was passed over. */
    FoundLogs find(Terminal terminal, LogScope scope) throws IOException {
        return LogSearch.find(terminal, sources, scope);
    }
}
