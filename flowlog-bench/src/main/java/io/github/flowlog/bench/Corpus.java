package io.github.flowlog.bench;

import io.github.flowlog.synthetic.FlowLogGenerator;
import io.github.flowlog.synthetic.GeneratedFormat;
import io.github.flowlog.synthetic.GeneratedLog;
import io.github.flowlog.synthetic.GeneratorMode;
import io.github.flowlog.synthetic.GeneratorOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/**
 * A generated log in memory.
 *
 * @param bytes the document
 * @param tuples how many flow tuples it holds
 */
record Corpus(byte[] bytes, long tuples) {
    /** The seed of all benchmarks. */
    static final long SEED = 20_260_101;

    private static final double VNET_IPV6_SHARE = 0.05;

    /** A log of about {@code targetBytes}; 5 % of the flows of VNet flow logs are IPv6, and none of the others'. */
    static Corpus of(GeneratedFormat format, GeneratorMode mode, long targetBytes, long seed) throws IOException {
        GeneratorOptions options = GeneratorOptions.defaults()
                .withSeed(seed)
                .withFormat(format)
                .withMode(mode)
                .withTargetBytes(targetBytes)
                .withIpv6Share(format == GeneratedFormat.VNET_V4 ? VNET_IPV6_SHARE : 0);
        ByteArrayOutputStream out =
                new ByteArrayOutputStream(Math.toIntExact(targetBytes + 2L * options.recordCapBytes()));
        GeneratedLog log = FlowLogGenerator.of(options).writeTo(out);
        return new Corpus(out.toByteArray(), log.tuples());
    }
}
