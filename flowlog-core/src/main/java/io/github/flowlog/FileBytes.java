package io.github.flowlog;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * The bytes of a file from a place on, read in pieces that begin at the same byte of a page in the file and in memory.
 *
 * <p>Some processors copy four times as slowly to a place that is a few bytes further into its page than the source, and
 * that is where the JDK's own buffer for a channel often is. Closing the stream closes the channel. Not thread-safe.
 */
final class FileBytes extends InputStream {
    private static final int PAGE = 1 << 12;
    /** Small enough for the processor's cache, so that copying it on costs little. */
    private static final int LARGEST_PIECE = 1 << 16;

    private final FileChannel channel;
    private final ByteBuffer piece;
    /** Offset of the byte behind the piece. */
    private long position;

    FileBytes(FileChannel channel, long position) throws IOException {
        this.channel = channel;
        this.position = position;
        long pages = (channel.size() - position) / PAGE + 2;
        int room = (int) Math.max(PAGE, Math.min(LARGEST_PIECE, pages * PAGE));
        this.piece = ByteBuffer.allocateDirect(room + PAGE).alignedSlice(PAGE);
        piece.limit(0);
    }

    @Override
    public int read() throws IOException {
        return hasPiece() ? piece.get() & 0xFF : -1;
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!hasPiece()) {
            return -1;
        }
        int read = Math.min(length, piece.remaining());
        piece.get(target, from, read);
        return read;
    }

    /** How many bytes of the file are left, as far as it has grown. */
    @Override
    public int available() throws IOException {
        long behind = Math.max(0, channel.size() - position);
        return (int) Math.min(Integer.MAX_VALUE, piece.remaining() + behind);
    }

    private boolean hasPiece() throws IOException {
        if (piece.hasRemaining()) {
            return true;
        }
        int inPage = (int) (position % PAGE);
        piece.clear().position(inPage);
        int read = channel.read(piece, position);
        piece.flip().position(inPage);
        position += piece.remaining();
        return read > 0;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
