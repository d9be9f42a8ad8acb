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

    /** First 16 hex digits over uncompressed bytes of a source; a failure when it is shorter. */
    static String keyOf(FlowLogSource source, long from, long to) throws IOException {
        return hash(source, from, to).substring(0, KEY_DIGITS);
    }

    /** All hex digits over the last 64 KiB, or less, before an offset; a failure when the source is shorter. */
    static String tail(FlowLogSource source, long offset) throws IOException {
        return hash(source, Math.max(0, offset - TAIL_BYTES), offset);
    }

    /** Whether the bytes before an offset are what they were; they are not when the source is shorter, or damaged there. */
    static boolean hasTail(FlowLogSource source, long offset, String tail) throws IOException {
        try {
            return tail(source, offset).equals(tail);
        } catch (EOFException | ZipException otherBytes) {
            return false;
        }
    }

    private static String hash(FlowLogSource source, long from, long to) throws IOException {
        MessageDigest digest = sha256();
        byte[] buffer = new byte[TAIL_BYTES];
        try (InputStream in = source.bytes(from)) {
            for (long left = to - from; left > 0; ) {
                int read = in.read(buffer, 0, (int) Math.min(left, buffer.length));
                if (read < 0) {
                    throw new EOFException("it was changed while it was read, so the next load reads it again");
                }
                digest.update(buffer, 0, read);
                left -= read;
            }
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
