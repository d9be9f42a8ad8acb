package io.github.flowlog.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flowlog.FlowLogReader;
import io.github.flowlog.FlowTuple;
import io.github.flowlog.ResumePoint;
import io.github.flowlog.oracle.LibraryReader;
import io.github.flowlog.oracle.OracleResult;
import io.github.flowlog.problem.BadInputPolicy;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** However the bytes of a spec row arrive, and wherever reading was interrupted, the result is the same. */
class EverySplitTest {
    private static final int SMALL_BUFFER = 64;

    static Stream<SpecRow> rows() {
        return SpecTables.firstRows();
    }

    /** Rows that are whole sources without any problem. */
    static Stream<SpecRow> goodSources() {
        return SpecTables.firstRows().filter(row -> row.problems.isEmpty() && !row.isFragment);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void readsTheSameFromTwoPartsAtEveryPosition(SpecRow row) {
        OracleResult whole = readArray(row);
        for (int split = 0; split <= row.bytes.length; split++) {
            InputStream parts = new SequenceInputStream(
                    new ByteArrayInputStream(row.bytes, 0, split),
                    new ByteArrayInputStream(row.bytes, split, row.bytes.length - split));
            assertThat(readStream(row, parts, SMALL_BUFFER))
                    .as("%s split at %d", row, split)
                    .isEqualTo(whole);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 64, 1 << 20})
    void readsTheSameThroughAnyBuffer(int bufferBytes) {
        rows().forEach(row -> {
            OracleResult whole = readArray(row);
            assertThat(readStream(row, new ByteArrayInputStream(row.bytes), bufferBytes))
                    .as("%s through %d bytes", row, bufferBytes)
                    .isEqualTo(whole);
            assertThat(readStream(row, new OneByteStream(row.bytes), bufferBytes))
                    .as("%s byte by byte through %d bytes", row, bufferBytes)
                    .isEqualTo(whole);
        });
    }

    @ParameterizedTest
    @MethodSource("goodSources")
    void goesOnBehindEveryCut(SpecRow row) {
        OracleResult whole = readArray(row);
        for (int cut = 0; cut <= row.bytes.length; cut++) {
            OracleResult head = LibraryReader.read(Arrays.copyOf(row.bytes, cut), BadInputPolicy.SKIP, row.limits);
            ResumePoint point = head.resumePoint();
            OracleResult tail = LibraryReader.readFragment(
                    Arrays.copyOfRange(row.bytes, Math.toIntExact(point.offset()), row.bytes.length),
                    point,
                    BadInputPolicy.STRICT,
                    row.limits);
            List<FlowTuple> rows = new ArrayList<>(head.rows());
            rows.addAll(tail.rows());
            assertThat(rows).as("%s cut at %d", row, cut).isEqualTo(whole.rows());
            assertThat(tail.problems()).as("%s cut at %d", row, cut).isEmpty();
            assertThat(head.stats().records() + tail.stats().records())
                    .as("records of %s cut at %d", row, cut)
                    .isEqualTo(whole.stats().records());
            assertThat(tail.resumePoint()).as("%s cut at %d", row, cut).isEqualTo(whole.resumePoint());
        }
    }

    private static OracleResult readArray(SpecRow row) {
        return row.isFragment
                ? LibraryReader.readFragment(row.bytes, row.start, BadInputPolicy.SKIP, row.limits)
                : LibraryReader.read(row.bytes, BadInputPolicy.SKIP, row.limits);
    }

    private static OracleResult readStream(SpecRow row, InputStream in, int bufferBytes) {
        return LibraryReader.drain(
                BadInputPolicy.SKIP,
                row.limits,
                options -> row.isFragment
                        ? FlowLogReader.fragment(in, "test.json", row.start, options.withBufferBytes(bufferBytes))
                        : FlowLogReader.open(in, "test.json", options.withBufferBytes(bufferBytes)));
    }

    /** Gives one byte at a time, whatever is asked for. */
    private static final class OneByteStream extends ByteArrayInputStream {
        OneByteStream(byte[] bytes) {
            super(bytes);
        }

        @Override
        public synchronized int read(byte[] into, int offset, int length) {
            return super.read(into, offset, Math.min(1, length));
        }
    }
}
