package io.github.flowlog.internal.scan;

import java.io.IOException;
import java.io.InputStream;

/** Reads at least one byte from any stream, or says that it has ended. */
public final class BlockingRead {
    private BlockingRead() {}

    /**
     * Reads at least one byte, or returns -1 at the end.
     *
     * <p>Some streams return no byte where they should wait for one; asking for a single byte leaves them no way to do so,
     * and spares a loop that would spin.
     */
    public static int some(InputStream in, byte[] target, int from, int length) throws IOException {
        int read = in.read(target, from, length);
        if (read != 0) {
            return read;
        }
        int one = in.read();
        if (one < 0) {
            return -1;
        }
        target[from] = (byte) one;
        return 1;
    }
}
