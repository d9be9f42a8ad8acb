package io.github.flowlog.internal.column;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Numbers distinct UTF-8 strings in the order of their first appearance; code 0 is the empty string.
 *
 * <p>Bytes are kept in one arena and turned into a {@link String} only when somebody asks. Seed and factor of the hash are
 * drawn for each instance, so that chosen names cannot make look-ups slow. Not thread-safe.
 */
public final class StringDictionary {
    /** Code of the empty string, used where a part is absent. */
    public static final int EMPTY = 0;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int FIRST_TABLE = 64;
    private static final int FIRST_ARENA = 1024;
    private static final int KEPT_TABLE = 1 << 16;
    private static final int KEPT_ARENA = 1 << 22;

    private final long seed;
    private final long factor;

    private byte[] arena = new byte[FIRST_ARENA];
    private int[] ends = new int[32];
    private int[] hashes = new int[32];
    private @Nullable String[] texts = new @Nullable String[32];
    private int size;
    private int[] table = new int[FIRST_TABLE];

    /** Makes a dictionary that holds the empty string only. */
    public StringDictionary() {
        SplittableRandom random = new SplittableRandom();
        seed = random.nextLong();
        factor = random.nextLong() | 1;
        clear();
    }

    /** Forgets everything but the empty string; keeps the room unless it has grown large. */
    public void clear() {
        if (table.length > KEPT_TABLE) {
            table = new int[FIRST_TABLE];
        } else {
            Arrays.fill(table, 0);
        }
        if (arena.length > KEPT_ARENA) {
            arena = new byte[FIRST_ARENA];
        }
        Arrays.fill(texts, 0, size, null);
        texts[EMPTY] = "";
        ends[EMPTY] = 0;
        size = 1;
    }

    /** How many distinct strings there are, the empty one included. */
    public int size() {
        return size;
    }

    /** How many bytes all strings take. */
    public int bytes() {
        return ends[size - 1];
    }

    /** How many bytes a string takes. */
    public int length(int code) {
        return code == EMPTY ? 0 : ends[code] - ends[code - 1];
    }

    /** The code of {@code bytes[from, to)}, which must be valid UTF-8; the bytes are copied when they are new. */
    public int code(byte[] bytes, int from, int to) {
        if (from == to) {
            return EMPTY;
        }
        int hash = hash(bytes, from, to);
        int mask = table.length - 1;
        int slot = hash & mask;
        for (int code = table[slot]; code != 0; code = table[slot]) {
            if (hashes[code] == hash && isText(code, bytes, from, to)) {
                return code;
            }
            slot = (slot + 1) & mask;
        }
        return add(bytes, from, to, hash, slot);
    }

    /** Whether the bytes from {@code from} on are those of a code, which is not 0, and a quote. */
    boolean isQuoted(int code, byte[] bytes, int from, int limit) {
        int start = ends[code - 1];
        int length = ends[code] - start;
        return length < limit - from && bytes[from + length] == '"' && isEqual(bytes, from, start, length);
    }

    /** The string of a code. */
    public String text(int code) {
        String text = texts[code];
        if (text == null) {
            int from = ends[code - 1];
            text = new String(arena, from, ends[code] - from, StandardCharsets.UTF_8);
            texts[code] = text;
        }
        return text;
    }

    private int add(byte[] bytes, int from, int to, int hash, int slot) {
        if (size == ends.length) {
            ends = Arrays.copyOf(ends, size * 2);
            hashes = Arrays.copyOf(hashes, size * 2);
            texts = Arrays.copyOf(texts, size * 2);
        }
        int start = ends[size - 1];
        int end = Math.addExact(start, to - from);
        if (end > arena.length) {
            arena = Arrays.copyOf(arena, Math.max(end, arena.length * 2));
        }
        System.arraycopy(bytes, from, arena, start, to - from);
        int code = size++;
        ends[code] = end;
        hashes[code] = hash;
        table[slot] = code;
        if (size * 2 > table.length) {
            rehash();
        }
        return code;
    }

    private void rehash() {
        table = new int[table.length * 2];
        int mask = table.length - 1;
        for (int code = 1; code < size; code++) {
            int slot = hashes[code] & mask;
            while (table[slot] != 0) {
                slot = (slot + 1) & mask;
            }
            table[slot] = code;
        }
    }

    private boolean isText(int code, byte[] bytes, int from, int to) {
        int start = ends[code - 1];
        return ends[code] - start == to - from && isEqual(bytes, from, start, to - from);
    }

    private boolean isEqual(byte[] bytes, int from, int start, int length) {
        int i = 0;
        for (; i + Long.BYTES <= length; i += Long.BYTES) {
            if ((long) LONGS.get(bytes, from + i) != (long) LONGS.get(arena, start + i)) {
                return false;
            }
        }
        if (length >= Long.BYTES) {
            int last = length - Long.BYTES;
            return (long) LONGS.get(bytes, from + last) == (long) LONGS.get(arena, start + last);
        }
        for (; i < length; i++) {
            if (bytes[from + i] != arena[start + i]) {
                return false;
            }
        }
        return true;
    }

    int hash(byte[] bytes, int from, int to) {
        long hash = seed ^ (to - from);
        int at = from;
        for (; at + Long.BYTES <= to; at += Long.BYTES) {
            hash = mix(hash ^ (long) LONGS.get(bytes, at));
        }
        if (at < to) {
            hash = mix(hash ^ rest(bytes, from, at, to));
        }
        return (int) (hash ^ hash >>> 32);
    }

    /** The bytes from {@code at} on, which are less than eight, together with some before them where there are any. */
    private static long rest(byte[] bytes, int from, int at, int to) {
        if (to - from >= Long.BYTES) {
            return (long) LONGS.get(bytes, to - Long.BYTES);
        }
        long rest = 0;
        for (int i = at; i < to; i++) {
            rest = rest << 8 | (bytes[i] & 0xFF);
        }
        return rest;
    }

    /**
     * Both halves of the 128-bit product, folded.
     *
     * <p>The factor is secret because a known one carries the difference of two chosen names through the product in a way
     * that can be foretold, whatever the seed. The upper half brings the high bits of a name down into the hash.
     */
    private long mix(long value) {
        return value * factor ^ Math.multiplyHigh(value, factor);
    }
}
