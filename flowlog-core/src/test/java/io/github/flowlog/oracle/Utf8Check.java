package io.github.flowlog.oracle;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Finds the places where the bytes are not UTF-8. */
final class Utf8Check {
    static final int NONE = Integer.MAX_VALUE;

    private final byte[] bytes;
    private int checkedFrom = NONE;
    private int firstBad = NONE;

    Utf8Check(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The first byte of the first sequence at or behind {@code from} that is not UTF-8; a sequence that the end cuts off is none. */
    int firstBadFrom(int from) {
        boolean known = checkedFrom <= from && from <= firstBad;
        if (!known) {
            firstBad = search(from);
            checkedFrom = from;
        }
        return firstBad;
    }

    private int search(int from) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes, from, bytes.length - from);
        CharBuffer out = CharBuffer.allocate(8_192);
        while (true) {
            CoderResult result = decoder.decode(in, out, false);
            if (result.isError()) {
                return in.position();
            }
            if (result.isUnderflow()) {
                return NONE;
            }
            out.clear();
        }
    }
}
