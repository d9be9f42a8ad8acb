package io.github.flowlog.internal.tuple;

import io.github.flowlog.internal.column.FlowColumns;

/**
 * The four counters at the end of a flow tuple, and the quote behind them.
 *
 * <p>Not thread-safe.
 */
final class CounterFields {
    private static final int NOT_MEASURED = -1;
    private static final long ALL_ZERO = Digits.word("0,0,0,0\"");
    private static final int NONE_MEASURED = (int) Digits.word(",,,\"");

    private static final long[] POWERS = {1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000};

    private final long[] four = new long[4];
    private long wide;

    /** Fills the counters of a row; returns the index of the quote behind them, or 0 where no such counters stand. */
    int pass(byte[] text, int from, FlowColumns columns, int row) {
        long word = Digits.word(text, from);
        if (word == ALL_ZERO) {
            columns.setCounters(row, 0, 0, 0, 0);
            return from + 7;
        }
        if ((int) word == NONE_MEASURED) {
            columns.setCounters(row, NOT_MEASURED, NOT_MEASURED, NOT_MEASURED, NOT_MEASURED);
            return from + 3;
        }
        return passFour(text, from, word, columns, row);
    }

    private int passFour(byte[] text, int from, long firstWord, FlowColumns columns, int row) {
        long word = firstWord;
        int end = Digits.end(word);
        int at = from + Digits.length(end) + 1;
        int excess = (end - Digits.ONE) | (Digits.SEVEN - end);
        long digits = Digits.aligned(word, end, ',');
        long faults = Digits.faults(digits);
        long first = Digits.value(digits);

        word = Digits.word(text, at);
        end = Digits.end(word);
        at += Digits.length(end) + 1;
        excess |= (end - Digits.ONE) | (Digits.SEVEN - end);
        digits = Digits.aligned(word, end, ',');
        faults |= Digits.faults(digits);
        long second = Digits.value(digits);

        word = Digits.word(text, at);
        end = Digits.end(word);
        at += Digits.length(end) + 1;
        excess |= (end - Digits.ONE) | (Digits.SEVEN - end);
        digits = Digits.aligned(word, end, ',');
        faults |= Digits.faults(digits);
        long third = Digits.value(digits);

        word = Digits.word(text, at);
        end = Digits.end(word);
        at += Digits.length(end);
        excess |= (end - Digits.ONE) | (Digits.SEVEN - end);
        digits = Digits.aligned(word, end, '"');
        faults |= Digits.faults(digits);
        columns.setCounters(row, first, second, third, Digits.value(digits));
        return (faults & Digits.FAULT_BITS) == 0 && excess >= 0 ? at : passWide(text, from, columns, row);
    }

    /** Counters of up to 19 digits. */
    private int passWide(byte[] text, int from, FlowColumns columns, int row) {
        int at = from;
        for (int i = 0; i < 4; i++) {
            at = passWide(text, at, i < 3 ? ',' : '"') + 1;
            if (at == 1) {
                return 0;
            }
            four[i] = wide;
        }
        columns.setCounters(row, four[0], four[1], four[2], four[3]);
        return at - 1;
    }

    /** Passes one counter into {@link #wide}; returns the index of its delimiter, or 0. */
    private int passWide(byte[] text, int from, int delimiter) {
        long value = 0;
        for (int at = from; at <= from + 16; at += 8) {
            long word = Digits.word(text, at);
            int end = Digits.end(word);
            if (end <= Digits.SEVEN) {
                int length = Digits.length(end);
                long digits = Digits.aligned(word, end, delimiter);
                wide = value * POWERS[length] + Digits.value(digits);
                boolean good = (Digits.faults(digits) & Digits.FAULT_BITS) == 0
                        && wide >= 0
                        && at + length > from
                        && at + length <= from + 19;
                return good ? at + length : 0;
            }
            if ((Digits.faultsOfEight(word) & Digits.FAULT_BITS) != 0) {
                return 0;
            }
            value = value * 100_000_000 + Digits.valueOfEight(word);
        }
        return 0;
    }
}
