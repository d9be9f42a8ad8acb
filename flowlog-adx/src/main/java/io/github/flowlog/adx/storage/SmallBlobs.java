package io.github.flowlog.adx.storage;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * Small blobs that were read lately or will be soon, whole.
 *
 * <p>A load reads each log several times: its first record, its rows, its end. For a small log each of these would be a request, and
 * requests are what many small logs cost. <b>Thread-safety:</b> any number of threads.
 */
final class SmallBlobs {
    private static final byte[] CHANGED = new byte[0];

    private final int largest;
    private final long most;
    private final Map<Place, FutureTask<byte[]>> held = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    /** A version of a blob of one of the accounts. */
    private record Place(String account, String container, ListedBlob blob) {
        static Place of(BlobContainer container, ListedBlob blob) {
            return new Place(container.account(), container.name(), blob);
        }
    }

    /**
     * Holds nothing yet.
     *
     * @param largest larger blobs are not held
     * @param most so many bytes are held at most
     */
    SmallBlobs(int largest, long most) {
        this.largest = largest;
        this.most = most;
    }

    /** Has a small blob fetched while others are read; what fails is told to whoever wants its bytes. */
    void fetchAhead(BlobContainer container, ListedBlob blob, Executor ahead) {
        if (blob.bytes() <= largest) {
            ahead.execute(fetch(container, blob));
        }
    }

    /**
     * All bytes of a blob as it was listed; null when it is not small, or was written to since.
     *
     * <p>The array is shared and not to be changed.
     */
    byte @Nullable [] bytesOrNull(BlobContainer container, ListedBlob blob) throws IOException {
        if (blob.bytes() > largest) {
            return null;
        }
        FutureTask<byte[]> fetch = fetch(container, blob);
        // nothing happens here when it was fetched, or another thread is at it
        fetch.run();
        try {
            byte[] whole = fetch.get();
            return whole == CHANGED ? null : whole;
        } catch (ExecutionException failed) {
            forget(Place.of(container, blob), fetch);
            if (failed.getCause() instanceof IOException io) {
                throw io;
            }
            throw new StorageException("cannot read: " + failed.getCause(), failed.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while reading", stopped);
        }
    }

    private static byte[] read(BlobContainer container, ListedBlob blob) throws IOException {
        byte[] fresh = new byte[(int) blob.bytes()];
        try {
            if (fresh.length > 0 && container.read(blob.name(), blob.version(), 0, fresh) < fresh.length) {
                throw new StorageException(blob.name() + " ended before its size; try again", null);
            }
            return fresh;
        } catch (BlobChangedException grown) {
            return CHANGED;
        }
    }

    private synchronized FutureTask<byte[]> fetch(BlobContainer container, ListedBlob blob) {
        Place place = Place.of(container, blob);
        FutureTask<byte[]> known = held.get(place);
        if (known != null) {
            return known;
        }
        FutureTask<byte[]> fresh = new FutureTask<>(() -> read(container, blob));
        held.put(place, fresh);
        bytes += blob.bytes();
        for (var oldest = held.keySet().iterator(); bytes > most && oldest.hasNext(); ) {
            bytes -= oldest.next().blob().bytes();
            oldest.remove();
        }
        return fresh;
    }

    private synchronized void forget(Place place, FutureTask<byte[]> failed) {
        if (held.remove(place, failed)) {
            bytes -= place.blob().bytes();
        }
    }
}
