package io.github.flowlog.internal.scan;

import io.github.flowlog.problem.ParseProblem;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The uncompressed bytes of a gzip stream (RFC 1952): all of its members, with the checksum and length of each verified.
 *
 * <p>The JDK's own stream gives up silently behind a member when the next one has not arrived yet, and ignores what is
 * not gzip there; both would lose rows without a word. Zero bytes may follow the last member, as tapes and block devices
 * pad with them. <b>Errors:</b> {@link CompressionFault}. Not thread-safe.
 */
public final class GzipBytes extends InputStream {
    private static final int FIRST_MAGIC = 0x1F;
    private static final int SECOND_MAGIC = 0x8B;
    private static final int DEFLATE = 8;
    private static final int HEADER_CRC = 1 << 1;
    private static final int EXTRA = 1 << 2;
    private static final int NAME = 1 << 3;
    private static final int COMMENT = 1 << 4;
    private static final int RESERVED = 0xE0;
    private static final long FREE_EXPANSION = 16 << 20;

    private final InputStream in;
    private final int largestExpansion;
    private final byte[] compressed = new byte[1 << 16];
    private final Inflater inflater = new Inflater(true);
    private final CRC32 checksum = new CRC32();

    private int at;
    private int limit;
    private boolean inMember;
    private boolean ended;
    private long compressedBytes;
    private long expandedBytes;

    /** Makes a stream over compressed bytes that refuses to expand them by more than {@code largestExpansion} times. */
    public GzipBytes(InputStream in, int largestExpansion) {
        this.in = in;
        this.largestExpansion = largestExpansion;
    }

    /** Whether two bytes are how gzip begins. */
    public static boolean isMagic(int first, int second) {
        return (first & 0xFF) == FIRST_MAGIC && (second & 0xFF) == SECOND_MAGIC;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] out, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (!ended) {
            if (!inMember) {
                startMember();
                continue;
            }
            int expanded = inflate(out, from, length);
            if (expanded > 0) {
                checksum.update(out, from, expanded);
                expandedBytes += expanded;
                checkExpansion();
                return expanded;
            }
            if (inflater.finished()) {
                endMember();
            } else {
                feed();
            }
        }
        return -1;
    }

    /** One, if what was read of the compressed bytes has more in it; how much is not known. */
    @Override
    public int available() {
        return inMember && !inflater.finished() && !inflater.needsInput() ? 1 : 0;
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        in.close();
    }

    private int inflate(byte[] out, int from, int length) throws CompressionFault {
        long before = inflater.getBytesWritten();
        try {
            return inflater.inflate(out, from, length);
        } catch (DataFormatException damaged) {
            // what stands before the damage is in the array all the same; the next call fails at once
            int expanded = (int) (inflater.getBytesWritten() - before);
            if (expanded > 0) {
                return expanded;
            }
            throw damaged("expected deflated data");
        }
    }

    private void feed() throws IOException {
        if (at == limit && !fill()) {
            throw damaged("expected more: the compressed stream is cut off");
        }
        inflater.setInput(compressed, at, limit - at);
        at = limit;
    }

    private void startMember() throws IOException {
        int first = nextOrEnd();
        while (first == 0) {
            first = nextOrEnd();
        }
        if (first < 0) {
            ended = true;
            return;
        }
        if (first != FIRST_MAGIC || next() != SECOND_MAGIC) {
            throw damaged("expected another gzip member or the end");
        }
        if (next() != DEFLATE) {
            throw damaged("expected compression method 8");
        }
        int flags = next();
        if ((flags & RESERVED) != 0) {
            throw damaged("expected no reserved flags");
        }
        skip(6);
        if ((flags & EXTRA) != 0) {
            skip(next() | next() << 8);
        }
        if ((flags & NAME) != 0) {
            skipText();
        }
        if ((flags & COMMENT) != 0) {
            skipText();
        }
        if ((flags & HEADER_CRC) != 0) {
            skip(2);
        }
        inflater.reset();
        checksum.reset();
        inMember = true;
    }

    private void endMember() throws IOException {
        at = limit - inflater.getRemaining();
        long expectedChecksum = little32();
        long expectedLength = little32();
        if (expectedChecksum != checksum.getValue()) {
            throw damaged("expected another checksum");
        }
        if (expectedLength != (inflater.getBytesWritten() & 0xFFFF_FFFFL)) {
            throw damaged("expected another length");
        }
        inMember = false;
    }

    private void checkExpansion() throws CompressionFault {
        if (expandedBytes > FREE_EXPANSION && expandedBytes / largestExpansion > compressedBytes) {
            throw new CompressionFault(
                    ParseProblem.LIMIT,
                    "gzip may expand by at most " + largestExpansion
                            + " times; ReadLimits.withGzipExpansion raises that");
        }
    }

    private long little32() throws IOException {
        long value = 0;
        for (int shift = 0; shift < 32; shift += 8) {
            value |= (long) next() << shift;
        }
        return value;
    }

    private void skip(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            next();
        }
    }

    private void skipText() throws IOException {
        int c = next();
        while (c != 0) {
            c = next();
        }
    }

    private int next() throws IOException {
        int c = nextOrEnd();
        if (c < 0) {
            throw damaged("expected more: the compressed stream is cut off");
        }
        return c;
    }

    private int nextOrEnd() throws IOException {
        return at == limit && !fill() ? -1 : compressed[at++] & 0xFF;
    }

    private boolean fill() throws IOException {
        int read = BlockingRead.some(in, compressed, 0, compressed.length);
        at = 0;
        limit = Math.max(read, 0);
        compressedBytes += limit;
        return read > 0;
    }

    private static CompressionFault damaged(String expectation) {
        return new CompressionFault(ParseProblem.COMPRESSION, expectation);
    }
}
