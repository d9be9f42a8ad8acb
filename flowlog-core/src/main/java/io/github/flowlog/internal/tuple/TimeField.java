package io.github.flowlog.internal.tuple;

/**
 * The time of a flow tuple and the comma behind it; its first eight digits, which change every few minutes, are remembered.
 *
 * <p>Not thread-safe.
 */
final class TimeField {
    /** What is returned where no such time stands. */
    static final int NONE = -1;

    /** How many bytes a time in seconds and its comma take. */
    static final int SECONDS_LENGTH = 11;

    /** How many bytes a time in milliseconds and its comma take. */
    static final int MILLISECONDS_LENGTH = 14;

    /** What seven digits count up to. */
    private static final long SEVEN_DIGITS = 10_000_000;

    private long secondsHead;
    private long secondsBase;
    private long millisecondsHead;
    private long millisecondsBase;

    /** A time of ten digits that counts seconds, in milliseconds since the epoch, or {@link #NONE}. */
    long seconds(byte[] text, int at) {
        long head = Digits.word(text, at);
        long tail = Digits.aligned(Digits.word(text, at + SECONDS_LENGTH - 8), Digits.SEVEN, ',');
        if ((head != secondsHead && !isSecondsHead(head)) || (Digits.faults(tail) & Digits.FAULT_BITS) != 0) {
            return NONE;
        }
        return (secondsBase + Digits.value(tail)) * 1_000;
    }

    /** A time of thirteen digits, which counts milliseconds since the epoch, or {@link #NONE}. */
    long milliseconds(byte[] text, int at) {
        long head = Digits.word(text, at);
        long tail = Digits.aligned(Digits.word(text, at + MILLISECONDS_LENGTH - 8), Digits.SEVEN, ',');
        if ((head != millisecondsHead && !isMillisecondsHead(head)) || (Digits.faults(tail) & Digits.FAULT_BITS) != 0) {
            return NONE;
        }
        return millisecondsBase + Digits.value(tail);
    }

    /** Takes the first three digits of a time in seconds from the first eight. */
    private boolean isSecondsHead(long word) {
        if ((Digits.faultsOfEight(word) & Digits.FAULT_BITS) != 0) {
            return false;
        }
        secondsHead = word;
        secondsBase = Digits.valueOfEight(word) / 100_000 * SEVEN_DIGITS;
        return true;
    }

    /** Takes the first six digits of a time in milliseconds from the first eight. */
    private boolean isMillisecondsHead(long word) {
        long value = Digits.valueOfEight(word);
        if ((Digits.faultsOfEight(word) & Digits.FAULT_BITS) != 0 || value * 100_000 < TupleParser.FIRST_MILLISECONDS) {
            return false;
        }
        millisecondsHead = word;
        millisecondsBase = value / 100 * SEVEN_DIGITS;
        return true;
    }
}
