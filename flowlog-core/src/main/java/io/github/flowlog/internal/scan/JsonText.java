package io.github.flowlog.internal.scan;

/** The characters of a JSON string as UTF-8 without escapes, where they lie; valid until the scanner's next string. */
final class JsonText {
    private byte[] bytes = new byte[0];
    private int from;
    private int to;

    void set(byte[] newBytes, int newFrom, int newTo) {
        bytes = newBytes;
        from = newFrom;
        to = newTo;
    }

    byte[] bytes() {
        return bytes;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }
}
