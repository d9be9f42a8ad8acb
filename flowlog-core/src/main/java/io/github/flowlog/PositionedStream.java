package io.github.flowlog;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/** The bytes from a place on as a stream; closing it closes nothing. Not thread-safe. */
final class PositionedStream extends InputStream {
    private final PositionedBytes source;
    private final long size;
    private long position;

    /** From {@code position} on; so many bytes the source had when it was opened. */
    PositionedStream(PositionedBytes source, long size, long position) {
        this.source = source;
        this.size = size;
        this.position = position;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
        int read = source.read(ByteBuffer.wrap(target, from, length), position);
        position += Math.max(0, read);
        return read;
    }

    /** How many bytes are left of those that were there when the source was opened. */
    @Override
    public int available() {
        return (int) Math.min(Integer.MAX_VALUE, Math.max(0, size - position));
    }
}
