package io.github.flowlog.adx.storage;

import com.azure.core.util.BinaryData;
import com.azure.core.util.Configuration;
import com.azure.core.util.Context;
import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.blob.models.AppendBlobRequestConditions;
import com.azure.storage.blob.models.BlobErrorCode;
import com.azure.storage.blob.models.BlobItem;
import com.azure.storage.blob.models.BlobListDetails;
import com.azure.storage.blob.models.BlobProperties;
import com.azure.storage.blob.models.BlobRange;
import com.azure.storage.blob.models.BlobRequestConditions;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.models.ListBlobsOptions;
import com.azure.storage.blob.options.AppendBlobAppendBlockOptions;
import com.azure.storage.blob.options.BlobParallelUploadOptions;
import com.azure.storage.blob.specialized.AppendBlobClient;
import com.azure.storage.blob.specialized.BlobLeaseClient;
import com.azure.storage.blob.specialized.BlobLeaseClientBuilder;
import io.github.flowlog.adx.journal.JournalStore;
import io.github.flowlog.adx.target.LoadException;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A journal in append blobs below a prefix, so that a loader may go on on another machine.
 *
 * <p>Whoever has it open holds a lease on the blob {@code lock}, which ends by itself a minute after its holder has. Each append says at
 * which place it belongs, so that one that comes late, from a process that lost the lease, is refused. A journal that is written anew is a
 * new blob, which counts once it is complete.
 */
final class BlobJournalStore implements JournalStore {
    private static final int LEASE_SECONDS = 60;
    private static final int RENEWED_EVERY = 15;
    private static final int CHUNK = 4 << 20;
    /** An append blob takes 50,000 blocks, and each append is one; so many are left for what is appended before the next look. */
    private static final int MOST_BLOCKS = 40_000;

    private static final String JOURNAL = "journal-";
    private static final String COMPLETE = "complete";

    private final BlobContainerClient container;
    private final String prefix;
    private final String name;
    private final BlobLeaseClient lease;
    private final int mostBlocks;
    private final ScheduledExecutorService renewal = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "flowlog-lease");
        thread.setDaemon(true);
        return thread;
    });
    private AppendBlobClient journal;
    private long number;
    private long size;
    private int blocks;
    /** Why nothing may be written any more. */
    private volatile @Nullable String ended;

    private @Nullable ScheduledFuture<?> renewing;

    private BlobJournalStore(
            BlobContainerClient container,
            String prefix,
            String name,
            BlobLeaseClient lease,
            long number,
            int mostBlocks) {
        this.container = container;
        this.prefix = prefix;
        this.name = name;
        this.lease = lease;
        this.number = number;
        this.mostBlocks = mostBlocks;
        this.journal = journal(container, prefix, number);
    }

    static BlobContainerClient container(AccountUrl url, StorageCredentials credentials) throws StorageException {
        if (!url.namesContainer()) {
            throw new StorageException("--state names a container: " + url + "/CONTAINER[/FOLDER]", null);
        }
        BlobServiceClientBuilder builder = new BlobServiceClientBuilder()
                .endpoint(url.endpoint())
                .configuration(Configuration.NONE)
                .httpClient(BlobTransport.DEFAULT.http())
                .retryOptions(BlobTransport.DEFAULT.retries());
        credentials.apply(url, builder);
        return builder.buildClient().getBlobContainerClient(url.containers().get(0));
    }

    /**
     * Opens the journal below a prefix.
     *
     * @throws LoadException if another process has it open
     */
    static BlobJournalStore open(BlobContainerClient container, String prefix, String name) throws IOException {
        return open(container, prefix, name, MOST_BLOCKS);
    }

    /** Opens a journal that is nearly full with a number of blocks. */
    static BlobJournalStore open(BlobContainerClient container, String prefix, String name, int mostBlocks)
            throws IOException {
        return asking(name, () -> lease(container, prefix, name, mostBlocks));
    }

    private static BlobJournalStore lease(BlobContainerClient container, String prefix, String name, int mostBlocks) {
        BlobClient lock = container.getBlobClient(prefix + "lock");
        createLock(lock);
        BlobLeaseClient lease = new BlobLeaseClientBuilder().blobClient(lock).buildClient();
        try {
            lease.acquireLease(LEASE_SECONDS);
        } catch (BlobStorageException taken) {
            if (taken.getStatusCode() == 409) {
                throw LoadException.passing(
                        name + " is in use by another process; wait for it to end, which takes up to a minute after a"
                                + " crash, or name another place with --state",
                        taken);
            }
            throw taken;
        }
        try {
            BlobJournalStore store =
                    new BlobJournalStore(container, prefix, name, lease, keepNewest(container, prefix), mostBlocks);
            store.keepLease();
            return store;
        } catch (RuntimeException failed) {
            // the same command, given again, would be told of another process, and not of what is wrong
            release(lease);
            throw failed;
        }
    }

    private static void createLock(BlobClient lock) {
        try {
            lock.uploadWithResponse(
                    new BlobParallelUploadOptions(BinaryData.fromBytes(new byte[0]))
                            .setRequestConditions(new BlobRequestConditions().setIfNoneMatch("*")),
                    null,
                    Context.NONE);
        } catch (BlobStorageException there) {
            if (there.getStatusCode() != 409 && there.getStatusCode() != 412) {
                throw there;
            }
        }
    }

    /** Deletes all journals but the last complete one, whose number it returns; 0 when there is none. */
    private static long keepNewest(BlobContainerClient container, String prefix) {
        long newest = 0;
        Set<Long> others = new TreeSet<>();
        ListBlobsOptions options = new ListBlobsOptions()
                .setPrefix(prefix + JOURNAL)
                .setDetails(new BlobListDetails().setRetrieveMetadata(true));
        for (BlobItem blob : container.listBlobs(options, null)) {
            String digits = blob.getName().substring((prefix + JOURNAL).length());
            boolean complete = blob.getMetadata() != null && blob.getMetadata().containsKey(COMPLETE);
            if (digits.matches("[0-9]{8}")) {
                others.add(Long.parseLong(digits));
                newest = complete ? Math.max(newest, Long.parseLong(digits)) : newest;
            }
        }
        others.remove(newest);
        // one that is not complete must not become so behind what is appended from now on
        deleteIfPossible(others.stream().map(other -> journal(container, prefix, other)));
        return newest;
    }

    /**
     * Deletes journals, unless nobody may: such a state works too.
     *
     * <p>An older journal does no harm. One that is not complete does where it cannot be deleted and the last request of its owner, who lost
     * the lease, takes longer than the lease lasted: then it counts, and lacks what was appended meanwhile.
     */
    private static void deleteIfPossible(Stream<AppendBlobClient> journals) {
        try {
            journals.forEach(AppendBlobClient::deleteIfExists);
        } catch (RuntimeException notNow) {
            // the next opening tries again
            return;
        }
    }

    private static AppendBlobClient journal(BlobContainerClient container, String prefix, long wanted) {
        return container
                .getBlobClient(prefix + JOURNAL + String.format(Locale.ROOT, "%08d", wanted))
                .getAppendBlobClient();
    }

    private void keepLease() {
        renewing = renewal.scheduleAtFixedRate(this::renew, RENEWED_EVERY, RENEWED_EVERY, TimeUnit.SECONDS);
    }

    private void renew() {
        try {
            lease.renewLease();
        } catch (BlobStorageException gone) {
            if (gone.getStatusCode() == 409 || gone.getStatusCode() == 412 || gone.getStatusCode() == 404) {
                ended = "the lease on " + name + " is lost (" + gone.getErrorCode()
                        + "), so that another process may have it now; run the same command again when that has ended";
            }
        } catch (RuntimeException notNow) {
            // the next renewal comes before the lease ends
            return;
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public InputStream read() throws IOException {
        if (number == 0) {
            replaceBy(out -> {});
        }
        BlobProperties now = asking(name, () -> journal.getProperties());
        size = now.getBlobSize();
        Integer committed = now.getCommittedBlockCount();
        // where it is not told, the blocks from now on are counted
        blocks = committed == null ? 0 : committed;
        return new Pieces();
    }

    /** The journal as it is now, fetched piece by piece. */
    private final class Pieces extends InputStream {
        private byte[] piece = {};
        private int at;
        private long next;

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (at == piece.length) {
                if (next >= size) {
                    return -1;
                }
                piece = asking(name, () -> held(journal, next, Math.min(CHUNK, size - next)));
                next += piece.length;
                at = 0;
            }
            int count = Math.min(length, piece.length - at);
            System.arraycopy(piece, at, target, offset, count);
            at += count;
            return count;
        }
    }

    @Override
    public void truncate(long wanted) throws IOException {
        if (wanted < size) {
            try (InputStream kept = read()) {
                replaceBy(out -> {
                    for (long left = wanted; left > 0; ) {
                        byte[] some = kept.readNBytes((int) Math.min(CHUNK, left));
                        out.write(some);
                        left -= some.length;
                    }
                });
            }
        }
    }

    @Override
    public void append(byte[] line) throws IOException {
        requireWritable();
        asking(name, () -> {
            append(journal, size, line);
            return true;
        });
        size += line.length;
        blocks++;
    }

    @Override
    public boolean isNearlyFull() {
        return blocks >= mostBlocks;
    }

    /** At its place and nowhere else; a second try of one that had arrived finds its own bytes there. */
    private static void append(AppendBlobClient to, long at, byte[] bytes) {
        try {
            to.appendBlockWithResponse(
                    new AppendBlobAppendBlockOptions(BinaryData.fromBytes(bytes))
                            .setRequestConditions(new AppendBlobRequestConditions().setAppendPosition(at)),
                    null,
                    Context.NONE);
        } catch (BlobStorageException refused) {
            boolean elsewhere = refused.getStatusCode() == 412;
            if (!elsewhere || !holds(to, at, bytes)) {
                throw refused;
            }
        }
    }

    private static boolean holds(AppendBlobClient blob, long at, byte[] bytes) {
        return blob.getProperties().getBlobSize() == at + bytes.length
                && Arrays.equals(held(blob, at, bytes.length), bytes);
    }

    private static byte[] held(AppendBlobClient blob, long from, long length) {
        ByteArrayOutputStream held = new ByteArrayOutputStream();
        blob.downloadStreamWithResponse(held, new BlobRange(from, length), null, null, false, null, Context.NONE);
        return held.toByteArray();
    }

    @Override
    public void replaceBy(Content all) throws IOException {
        requireLease();
        AppendBlobClient fresh = journal(container, prefix, number + 1);
        asking(name, () -> fresh.create(true));
        Appending out = new Appending(fresh);
        try (OutputStream buffered = new BufferedOutputStream(out, CHUNK)) {
            all.writeTo(buffered);
        }
        requireLease();
        complete(fresh);
        Stream<AppendBlobClient> old = number > 0 ? Stream.of(journal) : Stream.empty();
        journal = fresh;
        number++;
        size = out.written;
        blocks = out.pieces;
        deleteIfPossible(old);
    }

    /** Whoever lost it without knowing is refused an append, but nothing of what makes a new journal. */
    private void requireLease() throws IOException {
        requireWritable();
        asking(name, lease::renewLease);
    }

    private void complete(AppendBlobClient fresh) throws IOException {
        try {
            asking(name, () -> {
                fresh.setMetadata(Map.of(COMPLETE, "true"));
                return true;
            });
        } catch (StorageException unknown) {
            // it may count nevertheless, and would lack whatever were still appended to the old one
            ended = name + " was being written anew, and it is not known whether that was done; run the same command"
                    + " again in a minute, which finds out";
            throw unknown;
        }
    }

    /** Appends what is written to it, in pieces that one request can hold. */
    private final class Appending extends OutputStream {
        private final AppendBlobClient blob;
        private long written;
        private int pieces;

        Appending(AppendBlobClient blob) {
            this.blob = blob;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            for (int from = offset; from < offset + length; from += CHUNK) {
                byte[] piece = Arrays.copyOfRange(bytes, from, Math.min(offset + length, from + CHUNK));
                asking(name, () -> {
                    append(blob, written, piece);
                    return true;
                });
                written += piece.length;
                pieces++;
            }
        }
    }

    private void requireWritable() {
        String reason = ended;
        if (reason != null) {
            throw LoadException.passing(reason, null);
        }
    }

    static <T> T asking(String name, Supplier<T> request) throws IOException {
        try {
            return request.get();
        } catch (BlobStorageException failed) {
            BlobErrorCode code = failed.getErrorCode();
            String help = failed.getStatusCode() == 403
                    ? "; the state needs the role Storage Blob Data Contributor on its container"
                    : failed.getStatusCode() == 404 ? "; make the container first" : "; try again";
            throw new StorageException(
                    "cannot use " + name + " (" + (code == null ? failed.getStatusCode() : code) + ")" + help, failed);
        } catch (LoadException ours) {
            throw ours;
        } catch (RuntimeException failed) {
            throw new StorageException(
                    "cannot use " + name + ": the connection broke, or the answer cannot be read ("
                            + bottom(failed).getClass().getSimpleName() + "); check the network and try again",
                    failed);
        }
    }

    /** Messages of the SDK may hold a whole URL, so only the kind of failure is shown. */
    private static Throwable bottom(Throwable failed) {
        Throwable bottom = failed;
        while (bottom.getCause() != null) {
            bottom = bottom.getCause();
        }
        return bottom;
    }

    @Override
    public void close() {
        if (renewing != null) {
            renewing.cancel(false);
        }
        renewal.shutdownNow();
        if (ended == null) {
            // a delivery that did not end in time may be at work still
            ended = name + " is closed; run the same command again";
            release(lease);
        }
    }

    private static void release(BlobLeaseClient lease) {
        try {
            lease.releaseLease();
        } catch (RuntimeException notNow) {
            // it ends by itself
            return;
        }
    }
}
