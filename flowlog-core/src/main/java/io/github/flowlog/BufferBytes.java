package io.github.flowlog;

import java.io.InputStream;
import java.nio.ByteBuffer;

/** The remaining bytes of a buffer as a stream, for buffers that are no array. Not thread-safe. */
final class BufferBytes extends InputStream {
    private final ByteBuffer bytes;

    /** Takes a view of its own, whose position moves. */
    BufferBytes(ByteBuffer bytes) {
        this.bytes = bytes;
    }

    @Override
    public int read() {
        return bytes.hasRemaining() ? bytes.get() & 0xFF : -1;
    }

    @Override
    public int read(byte[] target, int from, int length) {
        if (length == 0) {
            return 0;
        }
        if (!bytes.hasRemaining()) {
            return -1;
        }
        int read = Math.min(length, bytes.remaining());
        bytes.get(target, from, read);
        return read;
    }

    @Override
    public int available() {
        return bytes.remaining();
    }
}
