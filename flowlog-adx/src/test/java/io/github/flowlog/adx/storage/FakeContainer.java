package io.github.flowlog.adx.storage;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A container in memory that counts what it is asked. */
final class FakeContainer implements BlobContainer {
    private final String account;
    private final TreeMap<String, Blob> blobs = new TreeMap<>();
    final AtomicInteger listings = new AtomicInteger();
    final AtomicInteger listedBlobs = new AtomicInteger();
    final AtomicInteger reads = new AtomicInteger();
    final AtomicInteger blockLists = new AtomicInteger();
    /** Runs before each read, as what happens to the blob meanwhile. */
    Runnable beforeRead = () -> {};

    FakeContainer() {
        this("fake");
    }

    FakeContainer(String account) {
        this.account = account;
    }

    /** The content as ISO 8859-1 text, so that a record can hold it. */
    private record Blob(int version, List<CommittedBlocks.Block> blocks, String content) {
        byte[] bytes() {
            return content.getBytes(StandardCharsets.ISO_8859_1);
        }
    }

    /** Writes a blob of these blocks; ids are given by place unless a block names another ({@code id:text}). */
    synchronized void put(String name, String... blocks) {
        Blob before = blobs.get(name);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        List<CommittedBlocks.Block> list = new ArrayList<>();
        for (String block : blocks) {
            int colon = block.indexOf(':');
            byte[] content = block.substring(colon + 1).getBytes(StandardCharsets.UTF_8);
            bytes.writeBytes(content);
            list.add(new CommittedBlocks.Block(block.substring(0, Math.max(0, colon)), content.length));
        }
        blobs.put(
                name,
                new Blob(before == null ? 1 : before.version() + 1, list, bytes.toString(StandardCharsets.ISO_8859_1)));
    }

    @Override
    public String account() {
        return account;
    }

    @Override
    public String name() {
        return "logs";
    }

    @Override
    public synchronized void list(String prefix, Consumer<ListedBlob> each) {
        listings.incrementAndGet();
        for (String name : blobs.tailMap(prefix).keySet()) {
            if (!name.startsWith(prefix)) {
                break;
            }
            listedBlobs.incrementAndGet();
            each.accept(look(name));
        }
    }

    @Override
    public synchronized List<String> prefixes(String prefix, String delimiter) {
        listings.incrementAndGet();
        TreeSet<String> found = new TreeSet<>();
        for (String name : blobs.keySet()) {
            int end = name.startsWith(prefix) ? name.indexOf(delimiter, prefix.length()) : -1;
            if (end >= 0) {
                found.add(name.substring(0, end + delimiter.length()));
            }
        }
        return List.copyOf(found);
    }

    @Override
    public synchronized ListedBlob look(String name) {
        Blob blob = blob(name);
        return new ListedBlob(name, "v" + blob.version(), blob.bytes().length, Instant.EPOCH, Instant.EPOCH, false);
    }

    @Override
    public synchronized CommittedBlocks blocks(String name) {
        blockLists.incrementAndGet();
        Blob blob = blob(name);
        return new CommittedBlocks("v" + blob.version(), blob.bytes().length, blob.blocks());
    }

    @Override
    public int read(String name, String version, long offset, byte[] target) throws IOException {
        reads.incrementAndGet();
        beforeRead.run();
        synchronized (this) {
            Blob blob = blob(name);
            if (!version.equals("v" + blob.version())) {
                throw new BlobChangedException(name);
            }
            int count = (int) Math.min(target.length, blob.bytes().length - offset);
            System.arraycopy(blob.bytes(), (int) offset, target, 0, count);
            return count;
        }
    }

    private Blob blob(String name) {
        return Objects.requireNonNull(blobs.get(name), name);
    }
}
