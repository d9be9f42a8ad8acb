package io.github.flowlog;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.github.flowlog.synthetic.FlowLogGenerator;
import io.github.flowlog.synthetic.GeneratedFormat;
import io.github.flowlog.synthetic.GeneratorOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Reading into a batch that is used again allocates nothing for a tuple.
 *
 * <p>What remains belongs to the reader (its buffers) and to a batch (the strings of its dictionary), some tens of
 * kilobytes over a whole log. Half a byte a tuple leaves room for that and none for an object in a tuple, which would
 * take 16 bytes at least.
 */
class AllocationTest {
    private static final int TUPLES = 200_000;
    private static final double MAX_BYTES_PER_TUPLE = 0.5;
    private static final int WARM_UPS = 3;

    @ParameterizedTest
    @EnumSource(GeneratedFormat.class)
    void allocatesNothingForATuple(GeneratedFormat format) throws IOException {
        byte[] log = generate(format);
        FlowBatch batch = FlowBatch.create();
        for (int i = 0; i < WARM_UPS; i++) {
            read(log, batch);
        }
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long self = Thread.currentThread().getId();
        long before = threads.getThreadAllocatedBytes(self);
        long tuples = read(log, batch);
        long allocated = threads.getThreadAllocatedBytes(self) - before;

        assertThat(tuples).isGreaterThanOrEqualTo(TUPLES);
        assertThat((double) allocated / tuples)
                .as("%d bytes for %d tuples of %s", allocated, tuples, format)
                .isLessThan(MAX_BYTES_PER_TUPLE);
    }

    private static long read(byte[] log, FlowBatch batch) throws IOException {
        long tuples = 0;
        try (FlowLogReader reader = FlowLogReader.of(log, "generated", ReadOptions.defaults())) {
            while (reader.next(batch)) {
                tuples += batch.size();
            }
        }
        return tuples;
    }

    private static byte[] generate(GeneratedFormat format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        FlowLogGenerator.of(GeneratorOptions.defaults()
                        .withSeed(1)
                        .withFormat(format)
                        .withNics(3)
                        .withTargetTuples(TUPLES))
                .writeTo(out);
        return out.toByteArray();
    }
}
