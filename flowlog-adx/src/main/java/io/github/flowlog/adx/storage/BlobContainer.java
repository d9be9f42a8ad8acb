package io.github.flowlog.adx.storage;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/**
 * One container of a storage account, as far as reading logs needs it.
 *
 * <p><b>Errors:</b> {@link StorageException} with a sentence that says what to do. <b>Thread-safety:</b> any number of threads.
 */
interface BlobContainer {
    /** Name of the account. */
    String account();

    /** Name of the container. */
    String name();

    /** Hands over every blob whose name begins with a prefix, in the order of names. */
    void list(String prefix, Consumer<ListedBlob> each) throws IOException;

    /**
     * What the names that begin with a prefix have in common up to the next delimiter behind it, each once, the delimiter
     * included.
     */
    List<String> prefixes(String prefix, String delimiter) throws IOException;

    /** The blob as it is now. */
    ListedBlob look(String name) throws IOException;

    /** What the blob is made of now. */
    CommittedBlocks blocks(String name) throws IOException;

    /**
     * Reads a piece of a version of a blob.
     *
     * @return how many bytes were read into {@code target}, fewer than its length only at the end of the blob
     * @throws BlobChangedException if the blob has another version now
     */
    int read(String name, String version, long offset, byte[] target) throws IOException;
}
