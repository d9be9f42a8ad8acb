package io.github.flowlog.filter;

import io.github.flowlog.FlowBatch;
import io.github.flowlog.FlowLogReader;
import io.github.flowlog.FlowTuple;
import io.github.flowlog.ReadOptions;
import io.github.flowlog.synthetic.FlowLogGenerator;
import io.github.flowlog.synthetic.GeneratedFormat;
import io.github.flowlog.synthetic.GeneratorMode;
import io.github.flowlog.synthetic.GeneratorOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;

/** Batches of generated logs, and what stands in them. */
final class FilterTuples {
    private FilterTuples() {}

    static byte[] log(GeneratedFormat format, GeneratorMode mode, long seed, int tuples) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        FlowLogGenerator.of(GeneratorOptions.defaults()
                        .withSeed(seed)
                        .withFormat(format)
                        .withMode(mode)
                        .withNics(3)
                        .withIpv6Share(0.2)
                        .withTargetTuples(tuples))
                .writeTo(out);
        return out.toByteArray();
    }

    /** Fills a batch with the first records of a log. */
    static void fill(FlowBatch batch, byte[] log) throws IOException {
        try (FlowLogReader reader = FlowLogReader.of(log, "generated", ReadOptions.defaults())) {
            if (!reader.next(batch)) {
                throw new AssertionError("a log without tuples");
            }
        }
    }

    static List<FlowTuple> of(FlowBatch batch) {
        return IntStream.range(0, batch.size()).mapToObj(batch::tuple).toList();
    }
}
