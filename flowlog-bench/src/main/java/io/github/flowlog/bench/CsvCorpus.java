package io.github.flowlog.bench;

import io.github.flowlog.FlowBatch;
import io.github.flowlog.encode.CsvFlowEncoder;
import io.github.flowlog.encode.EncoderConstants;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * The rows of a log, and the two ways to get their CSV into a stream.
 *
 * @param batches the rows
 * @param csv what the encoder makes of them, without a header
 */
record CsvCorpus(List<FlowBatch> batches, byte[] csv) {
    /** What the copy hands on at a time, as much as the encoder. */
    private static final int PIECE = 1 << 16;

    private static final EncoderConstants CONSTANTS = EncoderConstants.ofSource("0123456789abcdef");

    /** Reads and encodes a log. */
    static CsvCorpus of(Corpus corpus) throws IOException {
        List<FlowBatch> batches = Corpus.batches(corpus.bytes());
        ByteArrayOutputStream csv = new ByteArrayOutputStream();
        encode(encoder(), batches, csv);
        return new CsvCorpus(batches, csv.toByteArray());
    }

    /** The encoder under test: all columns. */
    static CsvFlowEncoder encoder() {
        return CsvFlowEncoder.create(CONSTANTS);
    }

    long rows() {
        return batches.stream().mapToLong(FlowBatch::size).sum();
    }

    /** Encodes all rows. */
    void encode(CsvFlowEncoder encoder, OutputStream out) throws IOException {
        encode(encoder, batches, out);
    }

    /** Copies the finished CSV through {@code piece}, which is made by {@link #piece()}. */
    void copy(byte[] piece, OutputStream out) throws IOException {
        for (int from = 0; from < csv.length; from += piece.length) {
            int length = Math.min(piece.length, csv.length - from);
            System.arraycopy(csv, from, piece, 0, length);
            out.write(piece, 0, length);
        }
    }

    /** A buffer for {@link #copy}. */
    static byte[] piece() {
        return new byte[PIECE];
    }

    private static void encode(CsvFlowEncoder encoder, List<FlowBatch> batches, OutputStream out) throws IOException {
        for (FlowBatch batch : batches) {
            encoder.encode(batch, out);
        }
    }
}
