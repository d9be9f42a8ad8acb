package io.github.flowlog.filter;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds what somebody may have meant to type. */
final class NearestWord {
    private static final int LONGEST_WORD = 40;

    private NearestWord() {}

    /**
     * The candidate that the fewest typing errors (a letter too many, missing, wrong, or two in the wrong order) lead away from; empty
     * when all are further away than one error in words of up to three letters, two in longer ones. Of equals one that begins as
     * typed counts, else the first.
     */
    static Optional<String> to(String typed, Collection<String> candidates) {
        String word = typed.toLowerCase(Locale.ROOT);
        if (word.length() > LONGEST_WORD) {
            return Optional.empty();
        }
        int fewest = word.length() <= 3 ? 2 : 3;
        String nearest = null;
        for (String candidate : candidates) {
            String wanted = candidate.toLowerCase(Locale.ROOT);
            boolean hopeless = Math.abs(wanted.length() - word.length()) >= fewest;
            int errors = hopeless ? fewest : errors(word, wanted);
            boolean goesOn = errors == fewest && nearest != null && wanted.startsWith(word);
            if (goesOn || errors < Math.min(fewest, wanted.length())) {
                fewest = errors;
                nearest = candidate;
            }
        }
        return Optional.ofNullable(nearest);
    }

    /** Optimal string alignment, in three rows. */
    private static int errors(String typed, String wanted) {
        int[] beforeLast = new int[wanted.length() + 1];
        int[] last = new int[wanted.length() + 1];
        int[] row = new int[wanted.length() + 1];
        for (int j = 0; j <= wanted.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= typed.length(); i++) {
            row[0] = i;
            for (int j = 1; j <= wanted.length(); j++) {
                int wrong = typed.charAt(i - 1) == wanted.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(last[j - 1] + wrong, Math.min(last[j], row[j - 1]) + 1);
                boolean swapped = i > 1
                        && j > 1
                        && typed.charAt(i - 1) == wanted.charAt(j - 2)
                        && typed.charAt(i - 2) == wanted.charAt(j - 1);
                if (swapped) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
            int[] free = beforeLast;
            beforeLast = last;
            last = row;
            row = free;
        }
        return last[wanted.length()];
    }
}
