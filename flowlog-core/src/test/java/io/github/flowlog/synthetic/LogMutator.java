package io.github.flowlog.synthetic;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
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
    private static final List<String> KEYS = List.of(
            "\"time\"",
            "\"macAddress\"",
            "\"properties\"",
            "\"flowRecords\"",
            "\"flowLogVersion\"",
            "\"resourceId\"",
            "\"targetResourceID\"",
            "\"records\"",
            "\"Version\"",
            "\"flows\"",
            "\"rule\"",
            "\"mac\"",
            "\"flowTuples\"",
            "\"aclID\"",
            "\"flowGroups\"",
            "\"x\"");
    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "0",
            "1",
            "2",
            "3",
            "4",
            "4.0",
            "\"\"",
            "\"4\"",
            "\"000D3A000001\"",
            "\"2025-01-01T00:00:00Z\"",
            "\"1,1.1.1.1,1.1.1.1,1,1,T,I,D\"",
            "{}",
            "{\"flows\":[]}",
            "{\"Version\":1,\"flows\":[]}",
            "[]",
            "[{}]",
            "[\"\"]");
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
     * Returns a copy with one to four damages inside strings that look like flow tuples: they begin with ten digits and hold
     * a comma; those with escapes are left alone. No quote, backslash or control character is added, removed or changed, so that the
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

    /**
     * Returns a copy with one to four keys renamed, doubled or put in, or single values replaced, so that records
     * contradict the format. The result is JSON if the document was.
     *
     * @param document any bytes
     * @param random source of all choices
     * @return a new array, equal to the document when it has no keys
     */
    public static byte[] mutateKeys(byte[] document, SplittableRandom random) {
        byte[] mutated = document.clone();
        for (int i = 1 + random.nextInt(MAX_MUTATIONS); i > 0; i--) {
            Span key = findKey(mutated, random);
            if (key.isEmpty()) {
                return mutated;
            }
            byte[] otherKey = oneOf(KEYS, random);
            byte[] otherValue = oneOf(VALUES, random);
            Span value = findPlainValue(mutated, key.to() + 1);
            int kind = random.nextInt(4);
            if (kind == 0) {
                mutated = replace(mutated, key.from(), key.from(), join(otherKey, otherValue));
            } else if (kind == 1 && !value.isEmpty()) {
                mutated = replace(mutated, value.from(), value.to(), otherValue);
            } else {
                mutated = replace(mutated, key.from(), key.to(), otherKey);
            }
        }
        return mutated;
    }

    private static byte[] oneOf(List<String> texts, SplittableRandom random) {
        return texts.get(random.nextInt(texts.size())).getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] join(byte[] key, byte[] value) {
        byte[] member = Arrays.copyOf(key, key.length + 1 + value.length + 1);
        member[key.length] = ':';
        System.arraycopy(value, 0, member, key.length + 1, value.length);
        member[member.length - 1] = ',';
        return member;
    }

    /** Finds a key of letters, with its quotes and a colon right behind it, from a random place on, else from the start. */
    private static Span findKey(byte[] document, SplittableRandom random) {
        int from = document.length == 0 ? 0 : random.nextInt(document.length);
        Span found = findKey(document, from, document.length);
        return found.isEmpty() ? findKey(document, 0, from) : found;
    }

    private static Span findKey(byte[] document, int from, int to) {
        for (int quote = from; quote < to; quote++) {
            if (document[quote] != '"') {
                continue;
            }
            int end = quote + 1;
            while (end < document.length && Character.isLetter(document[end])) {
                end++;
            }
            boolean isClosed = end > quote + 1 && end + 1 < document.length && document[end] == '"';
            if (isClosed && document[end + 1] == ':') {
                return new Span(quote, end + 1);
            }
        }
        return Span.EMPTY;
    }

    /** The number, literal or plain text that begins at {@code from}; empty when something else stands there. */
    private static Span findPlainValue(byte[] document, int from) {
        boolean isText = from < document.length && document[from] == '"';
        int end = isText ? from + 1 : from;
        while (end < document.length && isPlain(document[end], isText)) {
            end++;
        }
        if (isText) {
            return end < document.length && document[end] == '"' ? new Span(from, end + 1) : Span.EMPTY;
        }
        return new Span(from, end);
    }

    private static boolean isPlain(byte c, boolean isText) {
        return isText ? c >= ' ' && c != '"' && c != '\\' : "0123456789+-.Eabcdefghijklmnopqrstuvwxyz".indexOf(c) >= 0;
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
                boolean hasComma = false;
                while (end < document.length && document[end] != '"' && document[end] != '\\' && document[end] >= ' ') {
                    hasComma |= document[end] == ',';
                    end++;
                }
                if (hasComma && end < document.length && document[end] == '"') {
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
