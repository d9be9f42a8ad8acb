package io.github.flowlog;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;

/** The bytes of a file from a place on; closing the stream closes the channel. Not thread-safe. */
final class FileBytes extends InputStream {
    private final FileChannel channel;
    private final PagePiece piece;
    /** Offset of the byte behind the piece. */
    private long position;
    /** So many bytes the file had when it was last asked; asking takes as long as copying some kilobytes. */
    private long size;

    FileBytes(FileChannel channel, long position) throws IOException {
        this.channel = channel;
        this.position = position;
        this.size = channel.size();
        this.piece = new PagePiece(size - position);
    }

    @Override
    public int read() throws IOException {
        return hasPiece() ? piece.take() & 0xFF : -1;
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
        piece.take(target, from, read);
        return read;
    }

    /** How many bytes of the file are left, as far as it had grown when the last known one was read. */
    @Override
    public int available() throws IOException {
        if (position >= size) {
            size = channel.size();
        }
        long behind = Math.max(0, size - position);
        return (int) Math.min(Integer.MAX_VALUE, piece.remaining() + behind);
    }

    private boolean hasPiece() throws IOException {
        if (piece.remaining() > 0) {
            return true;
        }
        int read = piece.read(channel::read, position, PagePiece.LARGEST);
        size = read < 0 ? position : size; // it was cut off here
        position += piece.remaining();
        return read > 0;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
