package io.github.flowlog.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flowlog.ReadLimits;
import io.github.flowlog.oracle.LibraryReader;
import io.github.flowlog.oracle.OracleReader;
import io.github.flowlog.oracle.OracleResult;
import io.github.flowlog.problem.BadInputPolicy;
import io.github.flowlog.synthetic.GeneratedFormat;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Gate of {@link SlowPathBenchmark}: a cost counts only for rows that are read as the oracle reads them. */
final class SlowPathGateTest {
    private static final long BYTES = 300_000;

    static Stream<Arguments> logs() {
        return Stream.of(SlowPath.values())
                .flatMap(kind -> kind.formats().stream().map(format -> Arguments.of(kind, format)));
    }

    @ParameterizedTest
    @MethodSource("logs")
    void isReadAsTheOracleReadsIt(SlowPath kind, GeneratedFormat format) throws IOException {
        long seed = TestSeed.next();
        byte[] bytes = kind.log(format, BYTES, seed);

        OracleResult expected = OracleReader.read(bytes, BadInputPolicy.STRICT, ReadLimits.defaults());

        assertThat(expected.problems()).as(TestSeed.repeat(seed)).isEmpty();
        assertThat(expected.rows()).as(TestSeed.repeat(seed)).hasSizeGreaterThan(2_000);
        assertThat(LibraryReader.read(bytes, BadInputPolicy.STRICT, ReadLimits.defaults()))
                .as(TestSeed.repeat(seed))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("logs")
    void everySecondTupleIsRewritten(SlowPath kind, GeneratedFormat format) throws IOException {
        long seed = TestSeed.next();
        List<String> ordinary = CompactTuples.of(SlowPath.NONE.log(format, BYTES, seed));
        List<String> rewritten = CompactTuples.of(kind.log(format, BYTES, seed));

        assertThat(rewritten).as(TestSeed.repeat(seed)).hasSameSizeAs(ordinary);
        long changed = IntStream.range(0, ordinary.size())
                .filter(i -> !Objects.equals(ordinary.get(i), rewritten.get(i)))
                .count();
        assertThat(changed).as(TestSeed.repeat(seed)).isEqualTo(kind == SlowPath.NONE ? 0 : ordinary.size() / 2);
    }
}
