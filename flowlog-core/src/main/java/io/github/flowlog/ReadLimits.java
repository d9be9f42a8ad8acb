package io.github.flowlog;

import io.github.flowlog.problem.ParseProblem;

/**
 * How much a hostile input may make a reader hold or do.
 *
 * <p>Immutable. Reaching a limit is reported as {@link ParseProblem#LIMIT}, except that a full dictionary only closes
 * the batch. A limit that allows nothing, or more than memory and stack can bear, is an {@link IllegalArgumentException}.
 */
public final class ReadLimits {
    private static final ReadLimits DEFAULTS = new ReadLimits(16 << 20, 64, 4_096, 65_536, 200);

    private final int recordBytes;
    private final int depth;
    private final int nameBytes;
    private final int distinctStrings;
    private final int gzipExpansion;

    private ReadLimits(int recordBytes, int depth, int nameBytes, int distinctStrings, int gzipExpansion) {
        this.recordBytes = requireWithin("recordBytes", recordBytes, 64, 1 << 30);
        this.depth = requireWithin("depth", depth, 1, 500);
        this.nameBytes = requireWithin("nameBytes", nameBytes, 1_024, 1 << 30);
        this.distinctStrings = requireWithin("distinctStrings", distinctStrings, 1, 1 << 30);
        this.gzipExpansion = requireWithin("gzipExpansion", gzipExpansion, 1, 1_000_000);
    }

    /** The default of each limit. */
    public static ReadLimits defaults() {
        return DEFAULTS;
    }

    /** The same limits with another largest record, in bytes. */
    public ReadLimits withRecordBytes(int bytes) {
        return new ReadLimits(bytes, depth, nameBytes, distinctStrings, gzipExpansion);
    }

    /** The same limits with another deepest nesting. */
    public ReadLimits withDepth(int levels) {
        return new ReadLimits(recordBytes, levels, nameBytes, distinctStrings, gzipExpansion);
    }

    /** The same limits with another longest name, in bytes. */
    public ReadLimits withNameBytes(int bytes) {
        return new ReadLimits(recordBytes, depth, bytes, distinctStrings, gzipExpansion);
    }

    /** The same limits with another size of the batch's dictionary. */
    public ReadLimits withDistinctStrings(int strings) {
        return new ReadLimits(recordBytes, depth, nameBytes, strings, gzipExpansion);
    }

    /** The same limits with another largest expansion of gzip input. */
    public ReadLimits withGzipExpansion(int ratio) {
        return new ReadLimits(recordBytes, depth, nameBytes, distinctStrings, ratio);
    }

    /**
     * Largest top-level record in bytes; from 64 bytes to 1 GiB; default 16 MiB (Azure cuts records at about 32 KB). A batch
     * whose distinct strings take as many bytes is closed too.
     */
    public int recordBytes() {
        return recordBytes;
    }

    /**
     * Deepest nesting of objects and arrays, counted from the document's root, at most 500; default 64. Where {@code records}
     * lie within {@code records}, 500 levels take up to 400 KB of the reading thread's stack.
     */
    public int depth() {
        return depth;
    }

    /**
     * Longest rule, ACL id or resource id in bytes, 1,024 at least; default 4,096 (Azure cuts rules at about 80 characters). A
     * name stands in each row of its tuples, so that a long one would make much out of little.
     */
    public int nameBytes() {
        return nameBytes;
    }

    /** How many distinct strings a batch holds before it is closed, the empty one not counted; default 65,536. */
    public int distinctStrings() {
        return distinctStrings;
    }

    /** Largest ratio of uncompressed to compressed bytes, checked after the first 16 MiB; default 200. */
    public int gzipExpansion() {
        return gzipExpansion;
    }

    private static int requireWithin(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " must be from " + least + " to " + most + ", not " + value);
        }
        return value;
    }
}
