package io.github.flowlog.adx.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * The bytes that were refused, so that a person sees them without the source.
 *
 * @param form how {@code raw} stands for the bytes
 * @param raw the bytes, as the form says; empty when there are none
 */
public record Evidence(Form form, String raw) {
    /** Nothing was kept: there was too much of it, or it could not be read again. */
    public static final Evidence OMITTED = new Evidence(Form.OMITTED, "");

    private static final int LONGEST_CHARACTER = 4;

    /** How bytes are written down. */
    public enum Form {
        /** UTF-8 without NUL, as text. */
        TEXT,
        /** Anything else, as base64. */
        BASE64,
        /** Not at all. */
        OMITTED
    }

    /**
     * Writes bytes down as text where they are text.
     *
     * @param cut whether more bytes stood behind, so that the last character may be incomplete; it is left out then
     */
    public static Evidence of(byte[] bytes, int from, int to, boolean cut) {
        int shortest = cut ? Math.max(from, to - LONGEST_CHARACTER + 1) : to;
        for (int end = to; end >= shortest; end--) {
            String text = textOrNull(bytes, from, end);
            if (text != null) {
                return new Evidence(Form.TEXT, text);
            }
        }
        ByteBuffer encoded = Base64.getEncoder().encode(ByteBuffer.wrap(bytes, from, to - from));
        return new Evidence(
                Form.BASE64, StandardCharsets.US_ASCII.decode(encoded).toString());
    }

    private static @Nullable String textOrNull(byte[] bytes, int from, int to) {
        try {
            CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
            String text =
                    decoder.decode(ByteBuffer.wrap(bytes, from, to - from)).toString();
            return text.indexOf('\0') < 0 ? text : null;
        } catch (CharacterCodingException noText) {
            return null;
        }
    }
}
