package io.github.flowlog.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flowlog.ReadLimits;
import io.github.flowlog.ReadStats;
import io.github.flowlog.oracle.OracleReader;
import io.github.flowlog.oracle.OracleResult;
import io.github.flowlog.problem.BadInputPolicy;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Gate of {@link HostileCost}: a cost counts only for input that was read as the oracle reads it. */
final class HostileShapeTest {
    private static final int SMALL = 1 << 16;

    @ParameterizedTest
    @EnumSource(value = HostileShape.class, mode = EnumSource.Mode.EXCLUDE, names = "TOO_LARGE_LINES")
    void isReadAsTheOracleReadsIt(HostileShape shape) throws IOException {
        byte[] bytes = shape.bytes(SMALL);
        OracleResult expected = OracleReader.read(
                bytes, BadInputPolicy.SKIP, ReadLimits.defaults().withRecordBytes(bytes.length));

        assertThat(HostileCost.read(shape, bytes)).isEqualTo(expected.stats());
        assertThat(expected.stats().tuples() + expected.problems().size()).isPositive();
    }

    @Test
    void givesUpEachRecordThatIsTooLarge() throws IOException {
        byte[] bytes = HostileShape.TOO_LARGE_LINES.bytes(4 << 20);

        ReadStats stats = HostileCost.read(HostileShape.TOO_LARGE_LINES, bytes);

        assertThat(stats.endedDocuments()).isGreaterThan(3);
        assertThat(stats.tuples()).isZero();
        assertThat(stats.unreadBytes()).isEqualTo(bytes.length);
    }
}
