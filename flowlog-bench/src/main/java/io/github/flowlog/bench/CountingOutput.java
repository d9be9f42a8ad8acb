package io.github.flowlog.bench;

import java.io.OutputStream;
import java.util.Objects;

/** Counts bytes and drops them. */
final class CountingOutput extends OutputStream {
    private long bytes;

    /** How many bytes were written. */
    long bytes() {
        return bytes;
    }

    @Override
    public void write(int b) {
        bytes++;
    }

    @Override
    public void write(byte[] b, int off, int len) {
        Objects.checkFromIndexSize(off, len, b.length);
        bytes += len;
    }
}
