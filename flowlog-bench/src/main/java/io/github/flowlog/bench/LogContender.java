package io.github.flowlog.bench;

import java.io.IOException;

/** Reads a flow log from memory into columns of its own, which it uses again for the next rows and the next log. */
interface LogContender {
    /** Reads all rows of a log. */
    Reading read(byte[] log) throws IOException;
}
