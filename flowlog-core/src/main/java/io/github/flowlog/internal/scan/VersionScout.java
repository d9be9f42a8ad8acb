package io.github.flowlog.internal.scan;

/**
 * Reads versions, also ahead of the parser: where tuples stand before the version of their record, it looks the version
 * up so that the tuples can be parsed where they stand.
 *
 * <p>That costs one more walk over the record, at most once for each record. Not thread-safe.
 */
final class VersionScout {
    /** The value is no JSON number. */
    static final int NOT_A_NUMBER = -1;
    /** The value is another number than 1, 2 and 4. */
    static final int UNSUPPORTED = -2;

    private final JsonScanner scanner;
    private int from;

    VersionScout(JsonScanner scanner) {
        this.scanner = scanner;
    }

    /** Passes the value that is next and returns it if it is 1, 2 or 4; {@code depth} counts the open containers. */
    int version(int depth) {
        int first = scanner.peek();
        from = scanner.at();
        scanner.skipValue(depth);
        if (first != '-' && (first < '0' || first > '9')) {
            return NOT_A_NUMBER;
        }
        return scanner.at() - from == 1 && (first == '1' || first == '2' || first == '4') ? first - '0' : UNSUPPORTED;
    }

    /** Index of the value that was passed last. */
    int from() {
        return from;
    }

    /**
     * The version of the record at {@code brace}, or {@link RecordState#UNUSABLE} where it has none that fits its shape;
     * the scanner stands where it stood before. {@code depth} counts the containers that are open in the record.
     */
    int find(int brace, int depth, boolean nsg) {
        int back = scanner.at();
        scanner.at(brace);
        int version =
                nsg ? inObject(KnownKey.PROPERTIES, true, depth) : inObject(KnownKey.FLOW_LOG_VERSION, false, depth);
        scanner.at(back);
        boolean fits = nsg ? version == 1 || version == 2 : version == 4;
        return fits ? version : RecordState.UNUSABLE;
    }

    private int inObject(KnownKey wanted, boolean nested, int depth) {
        scanner.open(depth);
        if (scanner.closes('}')) {
            return NOT_A_NUMBER;
        }
        do {
            if (isKey(wanted)) {
                if (!nested) {
                    return version(depth);
                }
                return scanner.peek() == '{' ? inObject(KnownKey.VERSION, false, depth + 1) : NOT_A_NUMBER;
            }
            scanner.skipValue(depth);
        } while (scanner.continues('}'));
        return NOT_A_NUMBER;
    }

    private boolean isKey(KnownKey wanted) {
        scanner.key();
        JsonText text = scanner.text();
        return KnownKey.find(text.bytes(), text.from(), text.to(), wanted.bit()) != null;
    }
}
