package io.github.flowlog.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flowlog.FlowTuple;
import io.github.flowlog.ReadLimits;
import io.github.flowlog.oracle.LibraryReader;
import io.github.flowlog.oracle.OracleReader;
import io.github.flowlog.oracle.OracleResult;
import io.github.flowlog.problem.BadInputPolicy;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Gate of {@link ScalingBenchmark}: the logs are of the shape that they claim, and read as the oracle reads them. */
@Tag("long")
final class ScalingGateTest {
    @ParameterizedTest
    @EnumSource(ScalingPoint.class)
    void isReadAsTheOracleReadsIt(ScalingPoint point) throws IOException {
        long seed = TestSeed.next();
        ScalingPoint.Shape shape = point.shape().withMegabytes(1);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ScalingLog.of(shape, 500_000, seed).writeTo(out);

        OracleResult expected = OracleReader.read(out.toByteArray(), BadInputPolicy.STRICT, ReadLimits.defaults());

        assertThat(out.size()).isBetween(1_000_000, 2_000_000);
        assertThat(expected.problems()).as(TestSeed.repeat(seed)).isEmpty();
        assertThat(LibraryReader.read(out.toByteArray(), BadInputPolicy.STRICT, ReadLimits.defaults()))
                .as(TestSeed.repeat(seed))
                .isEqualTo(expected);
        assertThat((long) shape.tuplesPerRecord() * expected.stats().records())
                .isEqualTo(expected.rows().size());
        assertThat(expected.rows().stream().map(FlowTuple::rule).distinct().count())
                .isEqualTo(Math.min(shape.rules(), groups(expected, shape)));
        if (shape.addresses() > 0) {
            assertThat(expected.rows().stream()
                            .map(FlowTuple::source)
                            .distinct()
                            .count())
                    .isBetween(Math.min(1_000L, shape.addresses()), (long) shape.addresses());
        }
    }

    private static long groups(OracleResult result, ScalingPoint.Shape shape) {
        return result.stats().records() * ((shape.tuplesPerRecord() + 19) / 20);
    }
}
