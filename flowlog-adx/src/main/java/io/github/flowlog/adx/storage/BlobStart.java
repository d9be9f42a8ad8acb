package io.github.flowlog.adx.storage;

import java.io.IOException;
import java.util.zip.CRC32C;

/**
 * What a small blob began with when it was read as a whole, told by a checksum: it is held no longer, and its blocks were never asked for.
 *
 * @param bytes how many bytes it stands for, all but those that close the document
 * @param checksum over these bytes
 */
record BlobStart(int bytes, long checksum) {
    /** The start of a blob. */
    static BlobStart of(byte[] whole) {
        int bytes = Math.max(0, whole.length - CommittedBlocks.CLOSING_BYTES);
        return new BlobStart(bytes, checksum(whole, bytes));
    }

    /**
     * Looks whether a later version begins with the same bytes.
     *
     * @return how many these are
     * @throws BlobChangedException if it does not
     */
    long requireIn(BlobContainer container, String name, CommittedBlocks later) throws IOException {
        byte[] now = new byte[bytes];
        boolean isThere =
                bytes == 0 || (bytes <= later.bytes() && container.read(name, later.version(), 0, now) == bytes);
        if (!isThere || checksum(now, bytes) != checksum) {
            throw new BlobChangedException(name);
        }
        return bytes;
    }

    private static long checksum(byte[] content, int bytes) {
        CRC32C checksum = new CRC32C();
        checksum.update(content, 0, bytes);
        return checksum.getValue();
    }
}
