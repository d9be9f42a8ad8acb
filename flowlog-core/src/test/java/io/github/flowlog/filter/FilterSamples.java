package io.github.flowlog.filter;

import io.github.flowlog.FlowTuple;
import io.github.flowlog.net.IpPrefix;
import io.github.flowlog.net.NamedNetworks;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/** What other packages of the tests need of filters: expressions, networks, and flow tuples with the rows that match. */
public final class FilterSamples {
    private static final NamedNetworks NETWORKS = NamedNetworks.of(Map.of(
            IpPrefix.parse("10.0.0.0/8"), "corp",
            IpPrefix.parse("10.128.0.0/9"), "lab",
            IpPrefix.parse("2001:db8::/32"), "lab",
            IpPrefix.parse("192.0.2.0/24"), "head office",
            IpPrefix.parse("192.0.2.0/25"), "east",
            IpPrefix.parse("192.0.2.128/25"), "west"));

    private static final List<FlowTuple> TUPLES = BorderTuples.random(new Random(1), 12);

    private FilterSamples() {}

    /** Networks that the expressions name. */
    public static NamedNetworks networks() {
        return NETWORKS;
    }

    /** Expressions of every kind, right ones and wrong ones. */
    public static Stream<String> expressions() {
        return Stream.concat(firstCells("filter"), firstCells("filter-errors"));
    }

    /** The same flow tuples each time. */
    public static List<FlowTuple> tuples() {
        return TUPLES;
    }

    /** Whether one of {@link #tuples} meets a filter, as the plain evaluator sees it. */
    public static boolean matches(FlowFilter filter, int tuple) {
        return PlainEvaluator.matches(filter.condition(), TUPLES.get(tuple));
    }

    private static Stream<String> firstCells(String table) {
        try (InputStream in = FilterSamples.class.getResourceAsStream("/spec/" + table + ".csv")) {
            if (in == null) {
                throw new IllegalStateException("no table " + table);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .map(line -> line.startsWith("`")
                            ? line.substring(1, line.indexOf('`', 1))
                            : line.substring(0, line.indexOf(" | ")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
