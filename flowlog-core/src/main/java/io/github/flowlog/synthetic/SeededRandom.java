package io.github.flowlog.synthetic;

/**
 * The random numbers of one generated log: SplitMix64 with integer arithmetic only.
 *
 * <p>The JDK's generators promise a sequence only for the raw bits, not for bounded numbers, which changed between
 * releases; a log must have the same bytes on every JDK.
 *
 * <p><b>Source:</b> Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014; constants of
 * the finalizer: Stafford's variant 13.
 */
final class SeededRandom {

    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private long state;

    SeededRandom(long seed) {
        this.state = seed;
    }

    long nextLong() {
        state += GOLDEN_GAMMA;
        long mixed = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }

    /** Returns a number in [0, bound); the bias of the multiply-shift is below bound / 2^32. */
    int below(int bound) {
        return (int) (((nextLong() >>> 32) * bound) >>> 32);
    }

    /** Returns a number in [low, high]. */
    int between(int low, int high) {
        return low + below(high - low + 1);
    }

    /** Returns a number in [low, high]. */
    long betweenLong(long low, long high) {
        return low + Long.remainderUnsigned(nextLong(), high - low + 1);
    }

    boolean chance(int perMille) {
        return below(1000) < perMille;
    }

    /**
     * Returns a rank in [0, 2^bits): uniform over the octaves [0, 1), [1, 2), [2, 4), ... and inside each, so that rank r
     * comes with a probability of about 1 / r, Zipf's law with exponent 1, without a logarithm that may differ by JDK.
     */
    int zipfRank(int bits) {
        int octave = below(bits + 1);
        return octave == 0 ? 0 : (1 << (octave - 1)) + below(1 << (octave - 1));
    }

    /** Returns a number from 0 to Long.MAX_VALUE whose bit length is uniform. */
    long logUniform() {
        int bits = below(64);
        return bits == 0 ? 0 : nextLong() >>> (64 - bits);
    }

    <T> T pick(T[] values) {
        return values[below(values.length)];
    }

    int pickInt(int[] values) {
        return values[below(values.length)];
    }
}
