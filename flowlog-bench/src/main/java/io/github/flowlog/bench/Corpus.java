package io.github.flowlog.bench;

import io.github.flowlog.FlowBatch;
import io.github.flowlog.FlowLogReader;
import io.github.flowlog.ReadOptions;
import io.github.flowlog.synthetic.FlowLogGenerator;
import io.github.flowlog.synthetic.GeneratedFormat;
import io.github.flowlog.synthetic.GeneratedLog;
import io.github.flowlog.synthetic.GeneratorMode;
import io.github.flowlog.synthetic.GeneratorOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

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
        double ipv6Share = format == GeneratedFormat.VNET_V4 ? VNET_IPV6_SHARE : 0;
        return generated(options(format, mode, targetBytes, seed).withIpv6Share(ipv6Share));
    }

    /** A realistic log of about {@code targetBytes} without IPv6. */
    static Corpus ofIpv4(GeneratedFormat format, long targetBytes, long seed) throws IOException {
        return generated(options(format, GeneratorMode.REALISTIC, targetBytes, seed));
    }

    /** The rows of a log, in batches of their own. */
    static List<FlowBatch> batches(byte[] log) throws IOException {
        List<FlowBatch> batches = new ArrayList<>();
        try (FlowLogReader reader = FlowLogReader.of(log, "corpus", ReadOptions.defaults())) {
            FlowBatch batch = FlowBatch.create();
            while (reader.next(batch)) {
                batches.add(batch);
                batch = FlowBatch.create();
            }
        }
        return batches;
    }

    private static GeneratorOptions options(GeneratedFormat format, GeneratorMode mode, long targetBytes, long seed) {
        return GeneratorOptions.defaults()
                .withSeed(seed)
                .withFormat(format)
                .withMode(mode)
                .withTargetBytes(targetBytes);
    }

    private static Corpus generated(GeneratorOptions options) throws IOException {
        int size = Math.toIntExact(options.targetBytes() + 2L * options.recordCapBytes());
        ByteArrayOutputStream out = new ByteArrayOutputStream(size);
        GeneratedLog log = FlowLogGenerator.of(options).writeTo(out);
        return new Corpus(out.toByteArray(), log.tuples());
    }
}
