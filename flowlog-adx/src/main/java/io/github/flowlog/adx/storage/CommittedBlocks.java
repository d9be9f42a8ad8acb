package io.github.flowlog.adx.storage;

import java.util.List;

/**
 * What a blob is made of at one moment.
 *
 * @param version the version of the blob that the blocks make up
 * @param bytes size of the blob
 * @param blocks the committed blocks in their order; empty for a blob that was written in one piece
 */
record CommittedBlocks(String version, long bytes, List<Block> blocks) {
    /** Azure closes a log with two bytes, which give way to the next record; others may put line breaks between them. */
    static final int CLOSING_BYTES = 8;

    /**
     * One block.
     *
     * @param id its id
     * @param bytes its size
     */
    record Block(String id, long bytes) {}

    CommittedBlocks {
        blocks = List.copyOf(blocks);
    }

    /** How many bytes at the start stay where they are when the blob grows: its last block may be one that closes the document. */
    long lastingBytes() {
        int last = blocks.size() - 1;
        boolean closes = last > 0 && blocks.get(last).bytes() <= CLOSING_BYTES;
        return closes ? bytes - blocks.get(last).bytes() : bytes;
    }

    /** How many bytes at the start lie in blocks that a later version has at the same places. */
    long sharedBytes(CommittedBlocks later) {
        long shared = 0;
        for (int i = 0; i < Math.min(blocks.size(), later.blocks.size()); i++) {
            if (!blocks.get(i).equals(later.blocks.get(i))) {
                break;
            }
            shared += blocks.get(i).bytes();
        }
        return shared;
    }
}
