package io.github.flowlog.bench;

import io.github.flowlog.synthetic.GeneratedFormat;
import io.github.flowlog.synthetic.GeneratorMode;
import java.io.IOException;

/** Where the tuples of a benchmark's log come from. */
public enum CorpusMode {
    /** Generated, statistically like a log of Azure; VNet with 5 % IPv6. */
    REALISTIC,
    /** Generated, every field uniformly random, so that neighbouring tuples share nothing; VNet with 5 % IPv6. */
    RANDOM,
    /**
     * The records of real logs that others published, again and again. They have few tuples each, so that there is more
     * of records to read: 90 to 130 bytes of log a tuple. They are few (VNet 295 tuples, NSG version 2 153, version 1 73),
     * so that caches and branch predictors may learn them by heart.
     */
    SAMPLES;

    /** A log of about {@code targetBytes}; samples know no seed. */
    Corpus corpus(GeneratedFormat format, long targetBytes, long seed) throws IOException {
        return switch (this) {
            case REALISTIC -> Corpus.of(format, GeneratorMode.REALISTIC, targetBytes, seed);
            case RANDOM -> Corpus.of(format, GeneratorMode.RANDOM, targetBytes, seed);
            case SAMPLES -> SampleCorpus.of(format, targetBytes);
        };
    }
}
