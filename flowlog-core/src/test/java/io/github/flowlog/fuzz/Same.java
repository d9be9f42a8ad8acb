package io.github.flowlog.fuzz;

/** Equality that costs nothing but itself while it holds: a target asks thousands of times a second. */
final class Same {
    private Same() {}

    /** Throws when the two differ. */
    static void require(String what, Object actual, Object expected) {
        if (!actual.equals(expected)) {
            throw new AssertionError(what + ":\n got      " + actual + "\n expected " + expected);
        }
    }
}
