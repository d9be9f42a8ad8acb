package io.github.flowlog.adx.storage;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Small blobs that were read lately, whole.
 *
 * <p>A load reads each log several times: its first record, its rows, its end. For a small log each of these would be a request, and
 * requests are what many small logs cost. <b>Thread-safety:</b> any number of threads.
 */
final class SmallBlobs {
    private final int largest;
    private final long most;
    private final Map<ListedBlob, byte[]> held = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

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

    /**
     * All bytes of a blob as it was listed; null when it is not small, or was written to since.
     *
     * <p>The array is shared and not to be changed.
     */
    byte @Nullable [] bytesOrNull(BlobContainer container, ListedBlob blob) throws IOException {
        if (blob.bytes() > largest) {
            return null;
        }
        byte[] known = known(blob);
        if (known != null) {
            return known;
        }
        byte[] fresh = new byte[(int) blob.bytes()];
        try {
            if (fresh.length > 0 && container.read(blob.name(), blob.version(), 0, fresh) < fresh.length) {
                throw new StorageException(blob.name() + " ended before its size; try again", null);
            }
        } catch (BlobChangedException grown) {
            return null;
        }
        hold(blob, fresh);
        return fresh;
    }

    private synchronized byte @Nullable [] known(ListedBlob blob) {
        return held.get(blob);
    }

    private synchronized void hold(ListedBlob blob, byte[] content) {
        byte[] before = held.put(blob, content);
        bytes += content.length - (before == null ? 0 : before.length);
        for (var oldest = held.entrySet().iterator(); bytes > most && oldest.hasNext(); ) {
            bytes -= oldest.next().getValue().length;
            oldest.remove();
        }
    }
}
