package io.github.flowlog.fuzz;

import io.github.flowlog.DocumentForm;
import io.github.flowlog.FlowLogReader;
import io.github.flowlog.ReadLimits;
import io.github.flowlog.ResumePoint;
import io.github.flowlog.oracle.LibraryReader;
import io.github.flowlog.oracle.OracleReader;
import io.github.flowlog.oracle.OracleResult;
import io.github.flowlog.problem.BadInputPolicy;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;

/** What is read and how, packed into bytes so that fuzzing chooses both: four bytes that say how, then what. */
final class ReaderInput {
    static final int WHOLE = 0;

    private static final int HEAD = 4;
    private static final int COMPRESSED = 4;
    private static final int FIRST_RECORD_LIMIT = 32;
    private static final int PAUSE = 11;
    private static final int RECORD_LIMIT_STEP = 16;
    private static final long FRAGMENT_OFFSET = 1_000;

    /** 0: a whole source, 1 to 3: a fragment in one of the {@link DocumentForm}s. */
    private final int form;

    /** Whether a whole source is compressed in the stream, its two halves as members of their own. */
    private final boolean isCompressed;

    /** How many bytes a read of the stream gives at most. */
    private final int chunk;

    /** Size of the first window over the stream. */
    private final int buffer;

    /** 0: default limits, 1 to 31: so many levels, 32 to 255: so many times 16 bytes a record. */
    private final int limit;

    private final byte[] content;

    ReaderInput(int form, boolean isCompressed, int chunk, int buffer, int limit, byte[] content) {
        this.form = form;
        this.isCompressed = isCompressed;
        this.chunk = chunk;
        this.buffer = buffer;
        this.limit = limit;
        this.content = content;
    }

    /** Unpacks an input; one that is too short has zeros there. */
    static ReaderInput of(byte[] input) {
        byte[] head = Arrays.copyOf(input, HEAD);
        return new ReaderInput(
                head[0] & 3,
                (head[0] & COMPRESSED) != 0,
                1 + (head[1] & 0xFF),
                1 + (head[2] & 0xFF),
                head[3] & 0xFF,
                Arrays.copyOfRange(input, Math.min(HEAD, input.length), input.length));
    }

    /** Packs what {@link #of} unpacks. */
    byte[] pack() {
        byte[] input = new byte[HEAD + content.length];
        input[0] = (byte) (form | (isCompressed ? COMPRESSED : 0));
        input[1] = (byte) (chunk - 1);
        input[2] = (byte) (buffer - 1);
        input[3] = (byte) limit;
        System.arraycopy(content, 0, input, HEAD, content.length);
        return input;
    }

    /** Whether the content is taken as compressed: the oracle does not know how to read that. */
    boolean isGzip() {
        return form == WHOLE && content.length > 1 && (content[0] & 0xFF) == 0x1F && (content[1] & 0xFF) == 0x8B;
    }

    OracleResult byOracle(BadInputPolicy policy) {
        return form == WHOLE
                ? OracleReader.read(content, policy, limits())
                : OracleReader.readFragment(content, start(), policy, limits());
    }

    OracleResult fromArray(BadInputPolicy policy) {
        return form == WHOLE
                ? LibraryReader.read(content, policy, limits())
                : LibraryReader.readFragment(content, start(), policy, limits());
    }

    OracleResult fromStream(BadInputPolicy policy) {
        InputStream in = new Chunks(form == WHOLE && isCompressed && !isGzip() ? compress() : content);
        return LibraryReader.drain(
                policy,
                limits(),
                options -> form == WHOLE
                        ? FlowLogReader.open(in, "test.json", options.withBufferBytes(buffer))
                        : FlowLogReader.fragment(in, "test.json", start(), options.withBufferBytes(buffer)));
    }

    private ReadLimits limits() {
        if (limit == 0) {
            return ReadLimits.defaults();
        }
        return limit < FIRST_RECORD_LIMIT
                ? ReadLimits.defaults().withDepth(limit)
                : ReadLimits.defaults().withRecordBytes(limit * RECORD_LIMIT_STEP);
    }

    private ResumePoint start() {
        return new ResumePoint(FRAGMENT_OFFSET, DocumentForm.values()[form - 1]);
    }

    private byte[] compress() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int half = content.length / 2;
        compress(0, half, out);
        compress(half, content.length, out);
        return out.toByteArray();
    }

    private void compress(int from, int to, ByteArrayOutputStream out) {
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(content, from, to - from);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A stream that returns fewer bytes than it is asked for, now more, now less, and once in a while none. */
    private final class Chunks extends ByteArrayInputStream {
        private boolean hasPaused;

        private Chunks(byte[] bytes) {
            super(bytes);
        }

        @Override
        public synchronized int read(byte[] out, int from, int length) {
            hasPaused = !hasPaused && pos % PAUSE == 0;
            return hasPaused ? 0 : super.read(out, from, Math.min(length, 1 + pos % chunk));
        }
    }
}
