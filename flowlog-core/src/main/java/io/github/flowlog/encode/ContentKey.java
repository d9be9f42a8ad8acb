package io.github.flowlog.encode;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * Short keys made from content, so that two programs that never met give the same thing the same key.
 *
 * <p><b>Shape:</b> the first 16 lower-case hex digits of SHA-256 over UTF-8 (FIPS 180-4).
 */
public final class ContentKey {
    private static final int KEY_BYTES = 8;

    private ContentKey() {}

    /** The key of a resource id, the same for all its spellings in upper and lower case; empty for an empty id. */
    public static String ofResource(String resourceId) {
        return resourceId.isEmpty() ? "" : of(resourceId.toLowerCase(Locale.ROOT));
    }

    /**
     * The id of a source.
     *
     * @param account storage account, empty for a file
     * @param container container, empty for a file
     * @param blob name of the blob, or real path of the file
     * @param generation tells apart what was written under the same name at different times
     */
    public static String ofSource(String account, String container, String blob, String generation) {
        return of(String.join("\n", account, container, blob, generation));
    }

    private static String of(String content) {
        byte[] hash = sha256().digest(content.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(hash, 0, KEY_BYTES);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java runtime lacks SHA-256, which every one must have", e);
        }
    }
}
