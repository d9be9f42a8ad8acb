package io.github.flowlog.filter;

import java.util.Random;

/** Randomness that can be repeated: {@code -Dflowlog.seed=N} sets the seed, otherwise each run has its own. */
final class FilterSeed {
    private FilterSeed() {}

    static long next() {
        Long given = Long.getLong("flowlog.seed");
        return given != null ? given : new Random().nextLong();
    }

    /** For AssertJ's {@code as}: how to repeat the case that failed. */
    static String repeat(String subject, long seed) {
        return subject + " (-Dflowlog.seed=" + seed + ")";
    }
}
