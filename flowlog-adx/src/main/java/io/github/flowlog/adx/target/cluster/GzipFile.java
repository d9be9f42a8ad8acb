package io.github.flowlog.adx.target.cluster;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** A gzip file of the fastest level that counts what goes into it. */
final class GzipFile extends FilterOutputStream {
    private static final int BUFFER = 1 << 16;

    private long rawBytes;

    private GzipFile(OutputStream gzip) {
        super(gzip);
    }

    /** Makes a file, or overwrites it. */
    static GzipFile create(Path file) throws IOException {
        OutputStream bytes = Files.newOutputStream(file);
        try {
            return new GzipFile(new FastGzip(bytes));
        } catch (IOException | RuntimeException failed) {
            bytes.close();
            throw failed;
        }
    }

    @Override
    public void write(int b) throws IOException {
        out.write(b);
        rawBytes++;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
        rawBytes += length;
    }

    /** Bytes before compression. */
    long rawBytes() {
        return rawBytes;
    }

    /** Size of a small file before compression, which its last four bytes say. */
    static long rawBytes(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        return Integer.toUnsignedLong(ByteBuffer.wrap(bytes, bytes.length - Integer.BYTES, Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .getInt());
    }

    private static final class FastGzip extends GZIPOutputStream {
        FastGzip(OutputStream to) throws IOException {
            super(to, BUFFER);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}
