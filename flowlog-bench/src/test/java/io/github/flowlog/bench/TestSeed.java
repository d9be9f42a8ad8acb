package io.github.flowlog.bench;

import java.util.SplittableRandom;

/** A fresh seed each run, or the one of {@code -Dflowlog.seed=N}. */
final class TestSeed {
    private TestSeed() {}

    static long next() {
        Long given = Long.getLong("flowlog.seed");
        return given != null ? given : new SplittableRandom().nextLong();
    }

    /** For AssertJ's {@code as}: how to repeat the case that failed. */
    static String repeat(long seed) {
        return "-Dflowlog.seed=" + seed;
    }
}
