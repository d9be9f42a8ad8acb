package io.github.flowlog.adx.cli;

import io.github.flowlog.adx.source.FoundLogs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The positionals of a command that reads logs. */
final class SourceOptions {
    static final String LABEL = "SOURCE";
    static final String DESCRIPTION =
            "Files of any name, directories (searched for *.json, *.jsonl, *.ndjson, plain or .gz), "
                    + "quoted patterns such as 'logs/**/PT1H.json', storage accounts "
                    + "(https://ACCOUNT.blob.core.windows.net/CONTAINER/PREFIX, of which ACCOUNT alone will do), or - for "
                    + "standard input.";

    @Parameters(paramLabel = LABEL, arity = "0..*", description = DESCRIPTION)
    private List<String> sources = new ArrayList<>();

    @Mixin
    private InputOptions input = new InputOptions();

    InputOptions input() {
        return input;
    }

    /** As they were typed. */
    List<String> names() {
        return List.copyOf(sources);
    }

    /** Finds the logs and says in one line what was passed over. */
    FoundLogs find(Terminal terminal, LogScope scope) throws IOException {
        return input.find(terminal, sources, scope);
    }
}
