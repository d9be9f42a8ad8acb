package io.github.flowlog.adx.storage;

import io.github.flowlog.FlowLogReader;
import io.github.flowlog.ReadOptions;
import io.github.flowlog.ResumePoint;
import io.github.flowlog.adx.source.ArchivedException;
import io.github.flowlog.adx.source.FlowLogSource;
import io.github.flowlog.adx.source.StoredState;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * A flow log in a blob, as a listing showed it.
 *
 * <p>What is read first may be a later version than the one that was listed. What is read from then on is the same version, or one that has
 * grown behind what was read; otherwise reading fails, since two logs would become one. Equal when account, container and name are.
 * <b>Thread-safety:</b> none.
 */
public final class BlobLogSource implements FlowLogSource {
    private static final int PIECE_BYTES = 4 << 20;
    private static final int MOST_LOOKS = 3;
    private static final int PIECES_AHEAD = 2;
    /** Head, a minute's records, tail. */
    private static final int BLOCKS_OF_A_MINUTE = 3;

    private final BlobContainer container;
    private final ListedBlob listed;
    private final String place;
    private final SmallBlobs small;
    private final ExecutorService ahead;
    /** Of the version that is read. */
    private @Nullable CommittedBlocks blocks;
    /** Of what was read as a whole. */
    private @Nullable BlobStart beginning;

    private @Nullable BlobStream last;

    /**
     * Nothing is asked of the container yet.
     *
     * @param place URL of the container, with a slash at its end
     * @param small keeps small blobs between one reading and the next
     * @param ahead runs fetches of what will be read next
     */
    BlobLogSource(BlobContainer container, ListedBlob listed, String place, SmallBlobs small, ExecutorService ahead) {
        this.container = container;
        this.listed = listed;
        this.place = place;
        this.small = small;
        this.ahead = ahead;
    }

    /** The URL of the blob, without a signature. */
    @Override
    public String name() {
        return place + listed.name();
    }

    @Override
    public String account() {
        return container.account();
    }

    @Override
    public String container() {
        return container.name();
    }

    /** The name of the blob within its container. */
    @Override
    public String path() {
        return listed.name();
    }

    @Override
    public long storedBytes() {
        return listed.bytes();
    }

    @Override
    public StoredState state() {
        return new StoredState(listed.created().toString(), listed.bytes(), listed.changed());
    }

    /** The version of the blob, so that one listing tells of every blob whether it has to be looked at. */
    @Override
    public String fingerprint(long storedBytes) {
        return storedBytes + "-" + listed.version();
    }

    @Override
    public void fetchAhead() {
        if (!listed.archived() && blocks == null) {
            small.fetchAhead(container, listed, ahead);
        }
    }

    @Override
    public FlowLogReader open(ResumePoint start, ReadOptions options) throws IOException {
        InputStream in = bytes(start.offset());
        return start.equals(ResumePoint.START)
                ? FlowLogReader.open(in, name(), options)
                : FlowLogReader.fragment(in, name(), start, options);
    }

    /** Azure writes a block a minute, between a head and a tail, so that the list of blocks tells of all but the youngest blobs. */
    @Override
    public boolean goesBeyondFirstRecord() throws IOException {
        return container.blocks(listed.name()).blocks().size() > BLOCKS_OF_A_MINUTE
                || FlowLogSource.super.goesBeyondFirstRecord();
    }

    @Override
    public InputStream bytes(long offset) throws IOException {
        if (listed.archived()) {
            throw new ArchivedException(
                    "it lies in the archive tier; rehydrate it (az storage blob set-tier --tier Hot), which takes hours, and run this"
                            + " again");
        }
        byte[] whole = blocks == null ? small.bytesOrNull(container, listed) : null;
        if (whole != null) {
            beginning = beginning == null ? BlobStart.of(whole) : beginning;
            int from = (int) Math.min(offset, whole.length);
            return new ByteArrayInputStream(whole, from, whole.length - from);
        }
        last = following(offset);
        return last;
    }

    /** Goes on in a later version as long as that begins with what was read of the blob so far, by whatever stream. */
    private BlobStream following(long offset) throws IOException {
        long seen = last == null ? 0 : last.seen();
        for (int looks = 1; blocks == null; looks++) {
            CommittedBlocks now = container.blocks(listed.name());
            try {
                seen = beginning == null ? 0 : beginning.requireIn(container, listed.name(), now);
                blocks = now;
            } catch (BlobChangedException changed) {
                // it may have grown once more between the two requests
                if (looks == MOST_LOOKS) {
                    throw changed;
                }
            }
        }
        // what is read of it next has to reach as far as this stream did
        return new BlobStream(
                container,
                listed.name(),
                blocks,
                offset,
                seen,
                ahead,
                PIECE_BYTES,
                PIECES_AHEAD,
                later -> blocks = later);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BlobLogSource that
                && listed.name().equals(that.listed.name())
                && container.name().equals(that.container.name())
                && container.account().equals(that.container.account());
    }

    @Override
    public int hashCode() {
        return listed.name().hashCode();
    }

    @Override
    public String toString() {
        return name();
    }
}
