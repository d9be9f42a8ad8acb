package io.github.flowlog.synthetic;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Damages documents at random, for tests that compare two readers on input that nobody would write on purpose.
 *
 * <p>The same document and random state give the same result; the document itself is never changed.
 */
public final class LogMutator {

    private static final byte[] ALPHABET =
            "00112233445566778899,,,,..::\"\"ABCDEINOTUXabcdef_-+ \\/{}[]\n\t".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TUPLE_ALPHABET =
            "00112233445566778899,,,...::ABCDEINOTUXabcdef_-+ ".getBytes(StandardCharsets.US_ASCII);
    private static final int MAX_MUTATIONS = 4;

    private LogMutator() {}

    /**
     * Returns a copy with one to four damages: bytes flipped, inserted, deleted or replaced, fields of a tuple doubled or
     * swapped, the end cut off, or two parts of the document joined.
     *
     * @param document any bytes, also none
     * @param random source of all choices
     * @return a new array
     */
    public static byte[] mutate(byte[] document, SplittableRandom random) {
        byte[] mutated = document.clone();
        for (int i = 1 + random.nextInt(MAX_MUTATIONS); i > 0; i--) {
            mutated = mutateOnce(mutated, random);
        }
        return mutated;
    }

    /**
     * Returns the beginning of one document followed by the end of another, both cut at random places.
     *
     * @param head document that gives the beginning
     * @param tail document that gives the end
     * @param random source of all choices
     * @return a new array
     */
    public static byte[] splice(byte[] head, byte[] tail, SplittableRandom random) {
        int headEnd = random.nextInt(head.length + 1);
        int tailStart = random.nextInt(tail.length + 1);
        return replace(head, headEnd, head.length, Arrays.copyOfRange(tail, tailStart, tail.length));
    }

    /**
     * Returns a copy with one to four damages inside strings that look like flow tuples: they begin with ten digits, perhaps
     * escaped ones are left alone. No quote, backslash or control character is added, removed or changed, so that the
     * result is JSON if the document was.
     *
     * @param document any bytes
     * @param random source of all choices
     * @return a new array, equal to the document when it has no such string
     */
    public static byte[] mutateTuples(byte[] document, SplittableRandom random) {
        byte[] mutated = document.clone();
        for (int i = 1 + random.nextInt(MAX_MUTATIONS); i > 0; i--) {
            Span tuple = findTuple(mutated, random);
            if (tuple.isEmpty()) {
                return mutated;
            }
            mutated = random.nextInt(3) == 0
                    ? mutateFields(mutated, tuple, random)
                    : mutateBytes(mutated, tuple, TUPLE_ALPHABET, random);
        }
        return mutated;
    }

    private static byte[] mutateOnce(byte[] document, SplittableRandom random) {
        int kind = random.nextInt(10);
        if (document.length == 0) {
            return new byte[] {ALPHABET[random.nextInt(ALPHABET.length)]};
        }
        if (kind == 0) {
            return Arrays.copyOf(document, random.nextInt(document.length));
        }
        if (kind == 1) {
            return splice(document, document, random);
        }
        if (kind == 2) {
            byte[] flipped = document.clone();
            flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
            return flipped;
        }
        Span tuple = kind < 8 ? findTuple(document, random) : Span.EMPTY;
        if (tuple.isEmpty()) {
            return mutateBytes(document, new Span(0, document.length), ALPHABET, random);
        }
        return kind < 5 ? mutateFields(document, tuple, random) : mutateBytes(document, tuple, ALPHABET, random);
    }

    private static byte[] mutateBytes(byte[] document, Span span, byte[] alphabet, SplittableRandom random) {
        int at = random.nextInt(span.from(), span.to());
        byte[] one = {alphabet[random.nextInt(alphabet.length)]};
        return switch (random.nextInt(4)) {
            case 0 -> replace(document, at, at, one);
            case 1 -> replace(document, at, Math.min(span.to(), at + 1 + random.nextInt(4)), new byte[0]);
            default -> replace(document, at, at + 1, one);
        };
    }

    /** Doubles, drops or swaps fields. */
    private static byte[] mutateFields(byte[] document, Span tuple, SplittableRandom random) {
        String text = new String(document, tuple.from(), tuple.to() - tuple.from(), StandardCharsets.ISO_8859_1);
        String[] fields = text.split(",", -1);
        int at = random.nextInt(fields.length);
        int other = random.nextInt(fields.length);
        String field = fields[at];
        switch (random.nextInt(3)) {
            case 0 -> fields[at] = field + "," + field;
            case 1 -> fields = without(fields, at);
            default -> {
                fields[at] = fields[other];
                fields[other] = field;
            }
        }
        return replace(
                document, tuple.from(), tuple.to(), String.join(",", fields).getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String[] without(String[] fields, int at) {
        String[] fewer = new String[fields.length - 1];
        System.arraycopy(fields, 0, fewer, 0, at);
        System.arraycopy(fields, at + 1, fewer, at, fewer.length - at);
        return fewer;
    }

    /** Finds the first tuple at or behind a random place, else the first of all; empty when there is none. */
    private static Span findTuple(byte[] document, SplittableRandom random) {
        Span found = findTupleFrom(document, document.length == 0 ? 0 : random.nextInt(document.length));
        return found.isEmpty() ? findTupleFrom(document, 0) : found;
    }

    private static Span findTupleFrom(byte[] document, int from) {
        for (int quote = from; quote < document.length; quote++) {
            if (document[quote] == '"' && digitsFollow(document, quote + 1)) {
                int end = quote + 1;
                while (end < document.length && document[end] != '"' && document[end] != '\\' && document[end] >= ' ') {
                    end++;
                }
                if (end < document.length && document[end] == '"') {
                    return new Span(quote + 1, end);
                }
            }
        }
        return Span.EMPTY;
    }

    private static boolean digitsFollow(byte[] document, int from) {
        if (document.length - from < 11) {
            return false;
        }
        for (int i = from; i < from + 10; i++) {
            if (document[i] < '0' || document[i] > '9') {
                return false;
            }
        }
        return true;
    }

    private static byte[] replace(byte[] document, int from, int to, byte[] by) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(document.length + by.length);
        out.write(document, 0, from);
        out.write(by, 0, by.length);
        out.write(document, to, document.length - to);
        return out.toByteArray();
    }

    private record Span(int from, int to) {

        static final Span EMPTY = new Span(0, 0);

        boolean isEmpty() {
            return from == to;
        }
    }
}
