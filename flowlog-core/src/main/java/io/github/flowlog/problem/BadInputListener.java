package io.github.flowlog.problem;

/**
 * Receives each problem that a reader skips, in the order of the text.
 *
 * <p>Called on the thread that reads, before the reader's {@code next} returns. An exception from it ends the reading: it is
 * thrown once all rows before the problem were returned, and again at each further call.
 */
@FunctionalInterface
public interface BadInputListener {
    /** Takes note of one tuple, record or document that was skipped. */
    void onBadInput(BadInput badInput);
}
