package io.github.flowlog.adx;

import io.github.flowlog.adx.source.FlowLogSource;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipException;

/** SHA-256 of parts of a source, and of lists of names. */
final class ContentHash {
    private static final int KEY_DIGITS = 16;
    private static final int TAIL_BYTES = 64 << 10;

    private ContentHash() {}

    /** First 16 hex digits over the names, joined by line feeds. */
    static String key(List<String> names) {
        byte[] text = String.join("\n", names).getBytes(StandardCharsets.UTF_8);
        return HexFormat.of().formatHex(sha256().digest(text)).substring(0, KEY_DIGITS);
    }

    /** First 16 hex digits over uncompressed bytes of a source. */
    static String keyOf(FlowLogSource source, long from, long to) throws IOException {
        return hash(source, from, to).substring(0, KEY_DIGITS);
    }

    /**
     * All hex digits over the last 64 KiB, or less, before an offset; that of fewer bytes when the source is shorter, or
     * damaged before that place.
     */
    static String tail(FlowLogSource source, long offset) throws IOException {
        return hash(source, Math.max(0, offset - TAIL_BYTES), offset);
    }

    /** The same of a source that was just read up to the offset; a failure when it is shorter now. */
    static String tailOfRead(FlowLogSource source, long offset) throws IOException {
        MessageDigest digest = sha256();
        byte[] tail;
        try (InputStream in = source.bytes(Math.max(0, offset - TAIL_BYTES))) {
            tail = in.readNBytes((int) Math.min(offset, TAIL_BYTES));
        }
        if (tail.length < Math.min(offset, TAIL_BYTES)) {
            throw new EOFException("it was changed while it was read, so the next load reads it again");
        }
        return HexFormat.of().formatHex(digest.digest(tail));
    }

    private static String hash(FlowLogSource source, long from, long to) throws IOException {
        MessageDigest digest = sha256();
        byte[] buffer = new byte[TAIL_BYTES];
        try (InputStream in = source.bytes(from)) {
            long left = to - from;
            while (left > 0) {
                int read = in.read(buffer, 0, (int) Math.min(left, buffer.length));
                if (read < 0) {
                    break;
                }
                digest.update(buffer, 0, read);
                left -= read;
            }
        } catch (EOFException | ZipException damaged) {
            // the compressed stream ends or breaks here, so the bytes behind are not what they were
            return HexFormat.of().formatHex(digest.digest());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
