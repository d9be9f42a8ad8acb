package io.github.flowlog;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Bytes that can be read at any place, by several threads at once, such as {@code FileChannel::read}. */
@FunctionalInterface
interface PositionedBytes {
    /** Reads some bytes from {@code position} on into {@code target}; returns how many, or -1 at the end. */
    int read(ByteBuffer target, long position) throws IOException;
}
