package io.github.flowlog.bench.report;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was measured of one contender with one set of parameters.
 *
 * @param benchmark simple name of the class
 * @param contender name of the method
 * @param params parameters by name, in the order of their names
 * @param unit unit of the score as JMH writes it, such as {@code ops/s}, {@code ns/op} or {@code MB}
 * @param score what was measured
 * @param metrics further figures by name: those of auxiliary counters and of profilers
 */
record Measurement(
        String benchmark,
        String contender,
        Map<String, String> params,
        String unit,
        Forks score,
        Map<String, Forks> metrics) {

    private static final String ALLOCATED = "gc.alloc.rate.norm";

    /** The value of a parameter, or of the pseudo-parameter {@code contender}; empty when there is none. */
    String key(String name) {
        return name.equals("contender") ? contender : params.getOrDefault(name, "");
    }

    /** How fast, to be compared with others of the benchmark: tuples a second, or whole operations where none were counted. */
    Forks speed() {
        Forks tuples = tuplesPerSecond();
        if (tuples != null) {
            return tuples;
        }
        return unit.startsWith("ops/") ? score : score.dividing(1);
    }

    /** Bytes a second, if they were counted. */
    @Nullable
    Forks bytesPerSecond() {
        return metrics.get("bytes");
    }

    /** Flow tuples or rows a second, if they were counted. */
    @Nullable
    Forks tuplesPerSecond() {
        Forks tuples = metrics.get("tuples");
        return tuples == null ? metrics.get("rows") : tuples;
    }

    /** Bytes allocated for each tuple, if both were counted. */
    @Nullable
    Forks allocatedPerTuple() {
        Forks allocated = metrics.get(ALLOCATED);
        Forks tuples = tuplesPerSecond();
        return allocated == null || tuples == null
                ? null
                : allocated.times(score.all().median() / tuples.all().median());
    }
}
