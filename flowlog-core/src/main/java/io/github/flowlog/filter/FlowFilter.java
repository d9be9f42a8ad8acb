package io.github.flowlog.filter;

import io.github.flowlog.net.NamedNetworks;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A condition on flow tuples, such as {@code denied and in and dst port 22 and src net 203.0.113.0/24}.
 *
 * <p>docs/FILTER.md has the language. <b>Thread-safety:</b> immutable; a {@link #matcher()} belongs to one thread.
 */
public final class FlowFilter {
    private static final FlowFilter ALL = new FlowFilter(new Condition.And(List.of()));

    private static final NamedNetworks NO_NETWORKS = NamedNetworks.of(Map.of());

    private final Condition condition;

    private FlowFilter(Condition condition) {
        this.condition = condition;
    }

    /** The filter that every flow tuple passes. */
    public static FlowFilter all() {
        return ALL;
    }

    /**
     * Parses an expression that names no networks.
     *
     * @throws FilterSyntaxException if it is not an expression, with the column and, where one is near, what was meant
     */
    public static FlowFilter parse(String expression) {
        return parse(expression, NO_NETWORKS);
    }

    /**
     * Parses an expression in which {@code net name:NAME} means the addresses whose longest prefix in {@code networks} has that name.
     *
     * @throws FilterSyntaxException if it is not an expression, or a name is not among the networks
     */
    public static FlowFilter parse(String expression, NamedNetworks networks) {
        return new FlowFilter(FilterParser.parse(expression, networks));
    }

    /** The filter of flow tuples written at or after {@code from} and before {@code to}, in milliseconds since the epoch. */
    public static FlowFilter between(long from, long to) {
        return new FlowFilter(NormalForm.between(from, to));
    }

    /** The filter that passes what passes both. */
    public FlowFilter and(FlowFilter other) {
        return new FlowFilter(NormalForm.all(List.of(condition, other.condition)));
    }

    /** Whether every flow tuple passes, whatever it is. */
    public boolean isAll() {
        return condition.equals(ALL.condition);
    }

    /** The language on one screen of 80 columns, as plain text that ends with a line feed. */
    public static String help() {
        try (InputStream help = FlowFilter.class.getResourceAsStream("help.txt")) {
            return new String(Objects.requireNonNull(help, "help.txt").readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The syntax tree, in normal form. */
    Condition condition() {
        return condition;
    }

    /** A new predicate with scratch space of its own, for one thread. */
    public FlowMatcher matcher() {
        return new FlowMatcher(condition);
    }

    /** The condition as DuckDB's SQL over the columns of FlowLogs, without the word {@code where}. */
    public String toSql() {
        return SqlRendering.of(condition);
    }

    /** The condition as KQL over the columns of FlowLogs, without the word {@code where}. */
    public String toKql() {
        return KqlRendering.of(condition);
    }

    /**
     * The same condition in one canonical spelling: names of networks and scopes are spelled out as prefixes, and the order in which
     * {@code and} or {@code or} joins conditions is gone.
     *
     * <p>The text parses to an equal filter, unless it is longer than the million characters that {@link #parse} takes.
     */
    @Override
    public String toString() {
        return ConditionText.of(condition);
    }

    /** Whether the other is a filter with the same canonical text. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FlowFilter filter && condition.equals(filter.condition);
    }

    @Override
    public int hashCode() {
        return condition.hashCode();
    }
}
