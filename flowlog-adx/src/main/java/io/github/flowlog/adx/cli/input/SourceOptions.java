package io.github.flowlog.adx.cli.input;

import io.github.flowlog.adx.cli.terminal.Terminal;
import io.github.flowlog.adx.source.FoundLogs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The positionals of a command that reads logs. */
public final class SourceOptions {
    public static final String LABEL = "SOURCE";
    public static final String DESCRIPTION =
            "Files of any name, directories (searched for *.json, *.jsonl, *.ndjson, plain or .gz), "
                    + "quoted patterns such as 'logs/**/PT1H.json', storage accounts "
                    + "(https://ACCOUNT.blob.core.windows.net/CONTAINER/PREFIX, of which ACCOUNT alone will do), or - for "
                    + "standard input.";

    @Parameters(paramLabel = LABEL, arity = "0..*", description = DESCRIPTION)
    private List<String> sources = new ArrayList<>();

    @Mixin
    private InputOptions input = new InputOptions();

    public InputOptions input() {
        return input;
    }

    /** As they were typed. */
    public List<String> names() {
        return List.copyOf(sources);
    }

    /** Finds the logs and says in one line what was passed over. */
    public FoundLogs find(Terminal terminal, LogScope scope) throws IOException {
        return LogSearch.find(terminal, sources, scope);
    }
}
