package io.github.flowlog.adx.storage;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Names of staged blobs, which hold only what stands in a URL as it is, whatever a table is called. */
final class StagedName {
    private StagedName() {}

    /** The name with all but ASCII letters, digits, {@code . _ -} and slashes written as {@code ~} and two hexadecimal digits. */
    static String of(String name) {
        StringBuilder safe = new StringBuilder(name.length());
        boolean named = false;
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xFF);
            boolean letter =
                    (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
            // A folder of dots, or without a name, would be another place.
            if (letter || (named && (c == '.' || c == '/'))) {
                safe.append(c);
                named = c != '/';
            } else {
                safe.append(String.format(Locale.ROOT, "~%02X", (int) c));
                named |= c != '.' && c != '/';
            }
        }
        return safe.toString();
    }
}
