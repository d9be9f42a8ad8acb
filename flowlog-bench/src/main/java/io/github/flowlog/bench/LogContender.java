package io.github.flowlog.bench;

import java.io.IOException;

/** Reads a flow log from memory into columns of its own, which it uses again for the next rows and the next log. */
interface LogContender {
    /** Reads all rows of a log and hands each full batch, and what remains, to {@code sink}. */
    void read(byte[] log, RowSink sink) throws IOException;
}
