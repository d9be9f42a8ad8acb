package io.github.flowlog.adx.storage;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;

/**
 * The bytes of a blob from an offset on, fetched in pieces, some of them ahead.
 *
 * <p>Each piece is of one version. When the blob has grown meanwhile, reading goes on at the same offset in the new version if all
 * that was read, by this stream or by those before it, lies in blocks that are still where they were; otherwise it is a
 * {@link BlobChangedException}. <b>Thread-safety:</b> none.
 */
final class BlobStream extends InputStream {
    private final BlobContainer container;
    private final String name;
    private final long offset;
    private final long seenBefore;
    private final ExecutorService ahead;
    private final int pieceBytes;
    private final int piecesAhead;
    private final Consumer<CommittedBlocks> followed;
    private final Deque<Piece> fetching = new ArrayDeque<>();

    private CommittedBlocks blocks;
    private long next;
    private byte[] piece = new byte[0];
    private int at;
    private boolean closed;

    /** A piece that is being fetched. */
    private static final class Piece {
        private final long offset;
        private final byte[] bytes;
        private final FutureTask<Integer> read;

        Piece(long offset, byte[] bytes, FutureTask<Integer> read) {
            this.offset = offset;
            this.bytes = bytes;
            this.read = read;
        }
    }

    /**
     * Nothing is fetched before the first byte is asked for.
     *
     * @param blocks what the blob was made of when it was looked at
     * @param offset first byte to be read
     * @param seenBefore so many bytes at the start have decided what is done with the blob, and have to stay where they are
     * @param ahead runs the fetches of the pieces behind the present one
     * @param followed hears of the blocks of a later version when reading goes on in it
     */
    BlobStream(
            BlobContainer container,
            String name,
            CommittedBlocks blocks,
            long offset,
            long seenBefore,
            ExecutorService ahead,
            int pieceBytes,
            int piecesAhead,
            Consumer<CommittedBlocks> followed) {
        this.container = container;
        this.name = name;
        this.blocks = blocks;
        this.offset = offset;
        this.seenBefore = seenBefore;
        this.next = offset;
        this.ahead = ahead;
        this.pieceBytes = pieceBytes;
        this.piecesAhead = piecesAhead;
        this.followed = followed;
    }

    @Override
    public int read() throws IOException {
        return at < piece.length || fill() ? piece[at++] & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (length == 0) {
            return 0;
        }
        if (at == piece.length && !fill()) {
            return -1;
        }
        int count = Math.min(length, piece.length - at);
        System.arraycopy(piece, at, target, offset, count);
        at += count;
        return count;
    }

    @Override
    public int available() {
        return piece.length - at;
    }

    /** How many bytes at the start a later version of the same log has in common with what was handed out. */
    long seen() {
        long end = next - (piece.length - at);
        return end == offset ? seenBefore : Math.max(seenBefore, Math.min(end, blocks.lastingBytes()));
    }

    @Override
    public void close() {
        closed = true;
        forgetFetched();
        next -= piece.length - at;
        piece = new byte[0];
        at = 0;
    }

    private boolean fill() throws IOException {
        if (closed) {
            throw new IOException(name + " is closed");
        }
        while (next < blocks.bytes()) {
            fetchAhead();
            Piece first = fetching.removeFirst();
            try {
                int count = await(first);
                if (count < first.bytes.length) {
                    throw new StorageException(name + " ended before its size; try again", null);
                }
                piece = first.bytes;
                at = 0;
                next = first.offset + count;
                return true;
            } catch (BlobChangedException grown) {
                followGrowth(grown);
            }
        }
        return false;
    }

    private void fetchAhead() {
        Piece last = fetching.peekLast();
        long offset = last == null ? next : last.offset + last.bytes.length;
        while (offset < blocks.bytes() && fetching.size() <= piecesAhead) {
            byte[] bytes = new byte[(int) Math.min(pieceBytes, blocks.bytes() - offset)];
            long from = offset;
            String version = blocks.version();
            FutureTask<Integer> read = new FutureTask<>(() -> container.read(name, version, from, bytes));
            // the first is awaited at once, so this thread may fetch it itself
            if (!fetching.isEmpty()) {
                ahead.execute(read);
            }
            fetching.addLast(new Piece(from, bytes, read));
            offset += bytes.length;
        }
    }

    private static int await(Piece piece) throws IOException {
        piece.read.run();
        try {
            return piece.read.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof IOException io) {
                throw io;
            }
            throw new StorageException("cannot read: " + failed.getCause(), failed.getCause());
        } catch (InterruptedException | CancellationException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while reading", stopped);
        }
    }

    private void followGrowth(BlobChangedException changed) throws IOException {
        forgetFetched();
        CommittedBlocks now = container.blocks(name);
        if (Math.max(next, seenBefore) > blocks.sharedBytes(now)) {
            throw changed;
        }
        blocks = now;
        followed.accept(now);
    }

    private void forgetFetched() {
        fetching.forEach(fetched -> fetched.read.cancel(true));
        fetching.clear();
    }
}
