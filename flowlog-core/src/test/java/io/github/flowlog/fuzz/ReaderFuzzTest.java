package io.github.flowlog.fuzz;

import com.sun.management.ThreadMXBean;
import io.github.flowlog.ReadLimits;
import io.github.flowlog.oracle.OracleResult;
import io.github.flowlog.problem.BadInputPolicy;
import io.github.flowlog.spec.SpecSeed;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The reader over any bytes: it reads what the oracle reads, from an array and from a stream alike, throws nothing else,
 * and takes no more memory than the input accounts for.
 */
class ReaderFuzzTest {
    private static final int MAX_INPUT_BYTES = 16 << 10;
    private static final long FREE_BYTES = 4 << 20;
    private static final long BYTES_FOR_A_BYTE = 400;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    void holdsForTheCorpus() {
        corpus().replay(ReaderFuzzTest::fuzzerTestOneInput);
    }

    @Test
    @Tag("fuzz")
    void holdsForFreshInputs() throws IOException, InterruptedException {
        FuzzRun.of(ReaderFuzzTest.class, corpus(), MAX_INPUT_BYTES);
    }

    public static void fuzzerTestOneInput(byte[] bytes) {
        ReaderInput input = ReaderInput.of(bytes);
        for (BadInputPolicy policy : BadInputPolicy.values()) {
            OracleResult library = input.fromArray(policy);
            if (!input.isGzip()) {
                requireSame(library, input.byOracle(policy), policy);
            }
            Same.require("from a stream", input.fromStream(policy), library);
        }
        requireLittleMemory(input, bytes.length);
    }

    private static void requireSame(OracleResult library, OracleResult oracle, BadInputPolicy policy) {
        Same.require("rows", library.rows(), oracle.rows());
        if (policy == BadInputPolicy.SKIP) {
            Same.require("counts", library.stats(), oracle.stats());
            Same.require(
                    "problems", library.problems().size(), oracle.problems().size());
        } else {
            Same.require(
                    "acceptance",
                    library.problems().isEmpty(),
                    oracle.problems().isEmpty());
            Same.require("records", library.stats().records(), oracle.stats().records());
        }
        Same.require("resume point", library.resumePoint(), oracle.resumePoint());
    }

    /** Measured when all classes are loaded: that takes memory as well. */
    private static void requireLittleMemory(ReaderInput input, int length) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        input.fromArray(BadInputPolicy.SKIP);
        long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
        if (allocated > FREE_BYTES + BYTES_FOR_A_BYTE * length) {
            throw new AssertionError(allocated + " bytes allocated to read " + length);
        }
    }

    private static FuzzCorpus corpus() {
        return FuzzCorpus.of(ReaderFuzzTest.class, SpecSeed.all().flatMap(ReaderFuzzTest::seeds));
    }

    /** The row as it stands, and through a small window. */
    private static Stream<byte[]> seeds(SpecSeed seed) {
        int form = seed.isFragment() ? 1 + seed.form().ordinal() : ReaderInput.WHOLE;
        int limit = seed.limits().depth() < ReadLimits.defaults().depth()
                ? seed.limits().depth()
                : 0;
        return Stream.of(
                new ReaderInput(form, false, 256, 256, limit, seed.bytes()).pack(),
                new ReaderInput(form, true, 7, 3, limit, seed.bytes()).pack());
    }
}
