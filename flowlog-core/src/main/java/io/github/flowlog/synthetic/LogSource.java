package io.github.flowlog.synthetic;

/** A document that is written piece by piece into the writer that it was made with. */
interface LogSource {

    /** What was appended. */
    enum Piece {
        /** A piece after which the same block goes on. */
        WITHIN_BLOCK,
        /** The last piece of a block. */
        BLOCK_END,
        /** Nothing: the document was complete. */
        NONE
    }

    /** Appends the next piece of the document, about a record long. */
    Piece next();

    /** Returns the number of records written so far. */
    long records();

    /** Returns the number of tuples written so far. */
    long tuples();
}
