package io.github.flowlog.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flowlog.encode.FlowColumn;
import io.github.flowlog.synthetic.GeneratedFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What CsvEncodeBenchmark writes is the CSV of all rows, whichever contender writes it. */
final class CsvGateTest {
    private static final long BYTES = 500_000;

    @ParameterizedTest
    @MethodSource("io.github.flowlog.bench.ReadGateTest#corpora")
    void csvParsesBackToAsManyRows(GeneratedFormat format, CorpusMode mode) throws IOException {
        long seed = TestSeed.next();
        Corpus log = mode.corpus(format, BYTES, seed);
        CsvCorpus corpus = CsvCorpus.of(log);

        List<Integer> fields = fieldsOfRows(corpus.csv());

        assertThat(fields).as(TestSeed.repeat(seed)).hasSize(Math.toIntExact(log.tuples()));
        assertThat(fields).as(TestSeed.repeat(seed)).containsOnly(FlowColumn.values().length);
        assertThat(corpus.rows()).as(TestSeed.repeat(seed)).isEqualTo(log.tuples());
    }

    @ParameterizedTest
    @MethodSource("io.github.flowlog.bench.ReadGateTest#corpora")
    void contendersWriteEquallyMuch(GeneratedFormat format, CorpusMode mode) throws IOException {
        long seed = TestSeed.next();
        CsvCorpus corpus = CsvCorpus.of(mode.corpus(format, BYTES, seed));
        CountingOutput encoded = new CountingOutput();
        CountingOutput copied = new CountingOutput();

        corpus.encode(CsvCorpus.encoder(), encoded);
        corpus.copy(CsvCorpus.piece(), copied);

        assertThat(encoded.bytes()).as(TestSeed.repeat(seed)).isEqualTo(corpus.csv().length);
        assertThat(copied.bytes()).as(TestSeed.repeat(seed)).isEqualTo(corpus.csv().length);
    }

    /** How many fields each record of RFC 4180 has; a comma or line feed between quotes is text. */
    private static List<Integer> fieldsOfRows(byte[] csv) {
        List<Integer> rows = new ArrayList<>();
        boolean quoted = false;
        int fields = 1;
        for (byte next : csv) {
            if (next == '"') {
                quoted = !quoted;
            } else if (next == ',' && !quoted) {
                fields++;
            } else if (next == '\n' && !quoted) {
                rows.add(fields);
                fields = 1;
            }
        }
        assertThat(quoted).as("an open quote at the end").isFalse();
        assertThat(csv[csv.length - 1]).as("last byte").isEqualTo((byte) '\n');
        return rows;
    }
}
