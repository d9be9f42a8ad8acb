package io.github.flowlog.adx.storage;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Names of staged blobs, which hold only what stands in a URL as it is, whatever a table is called. */
final class StagedName {
    private static final String PLAIN = "._-/";

    private StagedName() {}

    /** The name with all but ASCII letters, digits, {@code . _ -} and slashes written as {@code ~} and two hexadecimal digits. */
    static String of(String name) {
        StringBuilder safe = new StringBuilder(name.length());
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xFF);
            boolean plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            // A folder of dots, or without a name, would be another place; so a dot or a slash is plain only behind
            // something else.
            boolean inner = PLAIN.indexOf(c) >= 0 && safe.length() > 0 && safe.charAt(safe.length() - 1) != '/';
            if (plain || inner || c == '_' || c == '-') {
                safe.append(c);
            } else {
                safe.append(String.format(Locale.ROOT, "~%02X", (int) c));
            }
        }
        return safe.toString();
    }
}
