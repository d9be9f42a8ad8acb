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
        CharsetDecoder decoder = decoder();
        ByteBuffer in = ByteBuffer.wrap(bytes, from, bytes.length - from);
        CharBuffer out = CharBuffer.allocate(Math.min(8_192, bytes.length - from + 1));
        while (true) {
            CoderResult result = decoder.decode(in, out, false);
            if (result.isError()) {
                return in.position();
            }
            if (result.isUnderflow()) {
                return canGoOn(in) ? NONE : in.position();
            }
            out.clear();
        }
    }

    /** Whether more bytes could make the cut sequence good; the JDK waits for a third byte even where the second is bad. */
    private static boolean canGoOn(ByteBuffer cut) {
        if (cut.remaining() < 2) {
            return true;
        }
        ByteBuffer completed = ByteBuffer.allocate(4).put(cut.duplicate());
        while (completed.position() < completed.capacity()) {
            completed.put((byte) 0x80);
        }
        return !decoder()
                        .decode(completed.flip(), CharBuffer.allocate(2), false)
                        .isError()
                || completed.position() > 0;
    }

    private static CharsetDecoder decoder() {
        return StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }
}
