package io.github.flowlog.synthetic;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * Generates a flow log from a seed: the same options give the same bytes, on every JDK.
 *
 * <pre>{@code
 * GeneratorOptions options = GeneratorOptions.defaults().withSeed(7).withTargetBytes(1_000_000);
 * try (OutputStream out = Files.newOutputStream(path)) {
 *     GeneratedLog log = FlowLogGenerator.of(options).writeTo(out);
 * }
 * }</pre>
 *
 * <p>A compact document resembles a blob of one hour whatever its size: the traffic of a minute is chosen so that the
 * target is reached in about 50 minutes. A small log with more minutes than that goes on in the next hour.
 *
 * <p><b>Thread-safety:</b> immutable, safe to share; every call generates anew.
 */
public final class FlowLogGenerator {

    private static final int DRAIN_BYTES = 64 * 1024;

    /** Odd multiplier that keeps neighbouring seeds from giving overlapping SplitMix64 sequences. */
    private static final long SEED_SPREAD = 0xD1342543DE82EF95L;

    private final GeneratorOptions options;

    private FlowLogGenerator(GeneratorOptions options) {
        this.options = options;
    }

    /**
     * Returns a generator of the log that the options describe.
     *
     * @param options options with at least one target
     * @return the generator
     * @throws IllegalArgumentException if neither target is set, because the log would never end
     */
    public static FlowLogGenerator of(GeneratorOptions options) {
        if (!options.hasTarget()) {
            throw new IllegalArgumentException("generator options have no target: set target bytes or target tuples");
        }
        return new FlowLogGenerator(options);
    }

    /**
     * Writes the whole document.
     *
     * <p><b>Ownership:</b> {@code out} is neither flushed nor closed. Memory does not depend on the document's length.
     *
     * @param out receives the document in pieces of about 64 KB
     * @return what was written
     * @throws IOException if {@code out} throws it
     */
    public GeneratedLog writeTo(OutputStream out) throws IOException {
        AsciiWriter writer = new AsciiWriter();
        LogSource source = source(writer);
        while (source.next() != LogSource.Piece.NONE) {
            if (writer.pending() >= DRAIN_BYTES) {
                writer.drainTo(out);
            }
        }
        writer.drainTo(out);
        return new GeneratedLog(source.records(), source.tuples(), writer.total());
    }

    /**
     * Returns the document as the blocks of a growing block blob, which concatenated are the bytes of
     * {@link #writeTo(OutputStream)}.
     *
     * <p>As in Azure the first block is <code>{"records":[</code>, the last one <code>]}</code>, and between them stands one
     * block for every minute with traffic, whose comma leads. In AWKWARD mode the first block is all that precedes the
     * first element, then follows one block for each element, and the last block may be empty.
     *
     * <p><b>Ownership:</b> every array is fresh. Iterators generate as they go and are not thread-safe.
     *
     * @return the blocks, generated anew for each iterator
     */
    public Iterable<byte[]> blocks() {
        return () -> {
            AsciiWriter writer = new AsciiWriter();
            return new Blocks(source(writer), writer);
        };
    }

    private LogSource source(AsciiWriter writer) {
        SeededRandom random = new SeededRandom(options.seed() * SEED_SPREAD);
        if (options.mode() == GeneratorMode.AWKWARD) {
            return new AwkwardLog(options, random, writer);
        }
        boolean early = random.chance(500);
        Nic[] nics = new Nic[options.nics()];
        Traffic[] traffic = new Traffic[nics.length];
        for (int i = 0; i < nics.length; i++) {
            nics[i] = Nic.random(i, random);
            SeededRandom own = new SeededRandom(random.nextLong());
            traffic[i] = options.mode() == GeneratorMode.REALISTIC
                    ? new RealisticTraffic(options, nics[i], early, own)
                    : new RandomTraffic(options, nics[i], own);
        }
        return new CompactLog(options, nics, traffic, early, random, writer);
    }

    private static final class Blocks implements Iterator<byte[]> {

        private final LogSource source;
        private final AsciiWriter writer;
        private boolean ready;
        private boolean done;

        Blocks(LogSource source, AsciiWriter writer) {
            this.source = source;
            this.writer = writer;
        }

        @Override
        public boolean hasNext() {
            if (!ready && !done) {
                LogSource.Piece piece = source.next();
                while (piece == LogSource.Piece.WITHIN_BLOCK) {
                    piece = source.next();
                }
                ready = piece == LogSource.Piece.BLOCK_END;
                done = !ready;
            }
            return ready;
        }

        @Override
        public byte[] next() {
            if (!hasNext()) {
                throw new NoSuchElementException("the log has no more blocks");
            }
            ready = false;
            return writer.drain();
        }
    }
}
