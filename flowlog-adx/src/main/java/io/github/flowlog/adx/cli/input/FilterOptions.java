package io.github.flowlog.adx.cli.input;

import io.github.flowlog.adx.cli.terminal.Terminal;
import io.github.flowlog.adx.networks.NetworksFile;
import io.github.flowlog.filter.FlowFilter;
import io.github.flowlog.net.NamedNetworks;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The filter expression, and the file whose names it may use. */
public final class FilterOptions {
    @Option(
            names = {"-f", "--filter"},
            paramLabel = "EXPR",
            order = 10,
            description = "Only flows that match, such as 'denied and dst port 22'; 'flowlog help filter' explains it.")
    private @Nullable String expression;

    @Option(
            names = "--networks",
            paramLabel = "FILE",
            order = 11,
            description = "Names for networks: lines of prefix,name, or Azure's ServiceTags_Public.json.")
    private @Nullable String networksFile;

    /** As they were typed. */
    @Nullable
    String expression() {
        return expression;
    }

    @Nullable
    String networksFile() {
        return networksFile;
    }

    public Selection select(Terminal terminal) throws IOException {
        NamedNetworks networks =
                networksFile == null ? NamedNetworks.of(Map.of()) : NetworksFile.read(terminal.resolve(networksFile));
        FlowFilter filter = expression == null ? FlowFilter.all() : FlowFilter.parse(expression, networks);
        return new Selection(filter, networks);
    }
}
