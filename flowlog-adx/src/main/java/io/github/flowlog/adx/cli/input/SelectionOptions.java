package io.github.flowlog.adx.cli.input;

import io.github.flowlog.adx.cli.terminal.CommandFailure;
import io.github.flowlog.adx.cli.terminal.Terminal;
import io.github.flowlog.adx.cli.text.Ago;
import io.github.flowlog.adx.cli.text.UtcTime;
import io.github.flowlog.adx.source.FlowLogBlobName;
import io.github.flowlog.adx.storage.AccountUrl;
import io.github.flowlog.adx.storage.HourWindow;
import io.github.flowlog.filter.FlowFilter;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which flows a command is about: filter, times, resource. */
public final class SelectionOptions {
    @Mixin
    private FilterOptions filter = new FilterOptions();

    @Option(
            names = "--since",
            paramLabel = "AGO",
            order = 12,
            converter = Ago.class,
            description = "Only flows of the last 90m, 6h, 2d.")
    private @Nullable Duration since;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            order = 13,
            converter = UtcTime.class,
            description = "Only flows from this time on, UTC: 2026-11-20, 2026-11-20T10:00.")
    private @Nullable Instant from;

    @Option(
            names = "--to",
            paramLabel = "TIME",
            order = 14,
            converter = UtcTime.class,
            description = "Only flows before this time, UTC.")
    private @Nullable Instant to;

    @Option(
            names = "--resource",
            paramLabel = "NAME",
            order = 15,
            description = "Only logs of this NSG, VNet, vnet/subnet or NIC; * stands for any characters.")
    private @Nullable String resource;

    /** Reads the networks, parses the expression and joins all options to one filter. */
    public Selection select(Terminal terminal) throws IOException {
        Selection selection = filter.select(terminal);
        if (resource != null) {
            selection = selection.and("resource " + quoted(resource));
        }
        FlowFilter times = times(terminal);
        return times.isAll() ? selection : new Selection(times.and(selection.filter()), selection.networks());
    }

    private static String quoted(String name) {
        if (name.contains("\"")) {
            throw CommandFailure.usage("--resource cannot have quotes in it.");
        }
        return '"' + name + '"';
    }

    /**
     * Without times, accounts are read for the last so many hours, and files as a whole.
     *
     * @return whether there is a limit now that nobody has typed
     */
    public boolean limitAccounts(int hours, List<String> sources) {
        long accounts = sources.stream().filter(AccountUrl::looksLike).count();
        if (since != null || from != null || to != null || accounts == 0) {
            return false;
        }
        if (accounts < sources.size()) {
            throw CommandFailure.usage("Accounts are read for the last hour and files as a whole; to read both in one "
                    + "command, add --since, --from or --to.");
        }
        since = Duration.ofHours(hours);
        return true;
    }

    /** Whether a time to start from is given. */
    public boolean hasStart() {
        return since != null || from != null;
    }

    public boolean hasEnd() {
        return to != null;
    }

    /** The blobs that can hold flows of the times and the resource. */
    public LogScope scope(Terminal terminal) {
        HourWindow hours =
                LogScope.hoursOfFlows(start(terminal), to, terminal.clock().instant());
        if (resource == null) {
            return hours.equals(HourWindow.UNLIMITED) ? LogScope.ALL : new LogScope(hours, name -> true);
        }
        // the path of a virtual network's log names the flow log, not what it is about
        Pattern nsg = Pattern.compile(
                Arrays.stream(resource.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*")),
                Pattern.CASE_INSENSITIVE);
        return new LogScope(
                hours,
                name -> name.kind() != FlowLogBlobName.Kind.NSG
                        || nsg.matcher(name.resourceName()).matches());
    }

    private @Nullable Instant start(Terminal terminal) {
        return StartTime.of(since, from, terminal);
    }

    private FlowFilter times(Terminal terminal) {
        Instant start = start(terminal);
        if (start == null && to == null) {
            return FlowFilter.all();
        }
        if (start != null && to != null && !start.isBefore(to)) {
            throw CommandFailure.usage("No time is left: the start, " + start + ", must be before --to, " + to + ".");
        }
        // Nothing was logged before 1970, and a filter knows no such time.
        return FlowFilter.between(
                start == null || start.isBefore(Instant.EPOCH) ? Long.MIN_VALUE : start.toEpochMilli(),
                to == null ? Long.MAX_VALUE : to.toEpochMilli());
    }

    /** The options as they were typed, for a command line that selects the same but for its own filter. */
    public List<String> typed() {
        List<String> words = new ArrayList<>();
        addTyped(words, "--networks", filter.networksFile());
        addTyped(words, "--since", since == null ? null : Ago.text(since));
        addTyped(words, "--from", from);
        addTyped(words, "--to", to);
        addTyped(words, "--resource", resource);
        return words;
    }

    private static void addTyped(List<String> words, String option, @Nullable Object value) {
        if (value != null) {
            words.add(option);
            words.add(value.toString());
        }
    }

    public @Nullable String expression() {
        return filter.expression();
    }
}
