package io.github.flowlog.synthetic;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A growing buffer of bytes with the few number and address forms of a flow tuple. */
final class AsciiWriter {

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final long[] POWERS_OF_TEN = powersOfTen();

    private byte[] buffer = new byte[128 * 1024];
    private int length;
    private long drained;

    /** Returns the number of bytes written since the beginning, drained ones included. */
    long total() {
        return drained + length;
    }

    /** Returns the number of bytes that wait in the buffer. */
    int pending() {
        return length;
    }

    void drainTo(OutputStream out) throws IOException {
        out.write(buffer, 0, length);
        drained += length;
        length = 0;
    }

    byte[] drain() {
        byte[] bytes = Arrays.copyOf(buffer, length);
        drained += length;
        length = 0;
        return bytes;
    }

    AsciiWriter put(char ascii) {
        reserve(1);
        buffer[length++] = (byte) ascii;
        return this;
    }

    AsciiWriter ascii(String text) {
        int count = text.length();
        reserve(count);
        for (int i = 0; i < count; i++) {
            buffer[length + i] = (byte) text.charAt(i);
        }
        length += count;
        return this;
    }

    /** Writes one code point, which must not be a surrogate, as UTF-8. */
    void utf8(int codePoint) {
        reserve(4);
        if (codePoint < 0x80) {
            buffer[length++] = (byte) codePoint;
            return;
        }
        if (codePoint < 0x800) {
            buffer[length++] = (byte) (0xC0 | codePoint >> 6);
        } else {
            if (codePoint < 0x10000) {
                buffer[length++] = (byte) (0xE0 | codePoint >> 12);
            } else {
                buffer[length++] = (byte) (0xF0 | codePoint >> 18);
                buffer[length++] = (byte) (0x80 | (codePoint >> 12 & 0x3F));
            }
            buffer[length++] = (byte) (0x80 | (codePoint >> 6 & 0x3F));
        }
        buffer[length++] = (byte) (0x80 | (codePoint & 0x3F));
    }

    /** Writes a number that is not negative. */
    AsciiWriter decimal(long value) {
        return padded(value, digits(value));
    }

    /** Writes a number with exactly {@code width} digits, zeros in front. */
    AsciiWriter padded(long value, int width) {
        reserve(width);
        long rest = value;
        for (int at = length + width - 1; at >= length; at--) {
            long tenth = rest / 10;
            buffer[at] = (byte) ('0' + (rest - tenth * 10));
            rest = tenth;
        }
        length += width;
        return this;
    }

    void ipv4(int address) {
        reserve(15);
        octet(address >>> 24);
        buffer[length++] = '.';
        octet(address >>> 16 & 0xFF);
        buffer[length++] = '.';
        octet(address >>> 8 & 0xFF);
        buffer[length++] = '.';
        octet(address & 0xFF);
    }

    private void octet(int value) {
        if (value >= 10) {
            int rest = value;
            if (value >= 100) {
                buffer[length++] = (byte) ('0' + value / 100);
                rest = value % 100;
            }
            buffer[length++] = (byte) ('0' + rest / 10);
        }
        buffer[length++] = (byte) ('0' + value % 10);
    }

    /** Writes an IPv6 address as RFC 5952 wants it: lower case, the longest run of two or more zero groups as {@code ::}. */
    void ipv6(long high, long low) {
        reserve(39);
        int runStart = -1;
        int runLength = 1;
        for (int i = 0; i < 8; i++) {
            int end = i;
            while (end < 8 && group(high, low, end) == 0) {
                end++;
            }
            if (end - i > runLength) {
                runStart = i;
                runLength = end - i;
            }
            i = Math.max(i, end - 1);
        }
        for (int i = 0; i < 8; i++) {
            if (i == runStart) {
                buffer[length++] = ':';
                buffer[length++] = ':';
                i += runLength - 1;
                continue;
            }
            if (i > 0 && i != runStart + runLength) {
                buffer[length++] = ':';
            }
            hexGroup(group(high, low, i));
        }
    }

    private void hexGroup(int value) {
        for (int shift = value > 0xFFF ? 12 : value > 0xFF ? 8 : value > 0xF ? 4 : 0; shift >= 0; shift -= 4) {
            buffer[length++] = HEX[value >>> shift & 0xF];
        }
    }

    /** Returns the i-th of the eight 16-bit groups of an IPv6 address. */
    static int group(long high, long low, int i) {
        return (int) ((i < 4 ? high : low) >>> (48 - 16 * (i & 3))) & 0xFFFF;
    }

    private static int digits(long value) {
        int digits = 1;
        while (digits < 19 && value >= POWERS_OF_TEN[digits]) {
            digits++;
        }
        return digits;
    }

    private static long[] powersOfTen() {
        long[] powers = new long[19];
        powers[0] = 1;
        for (int i = 1; i < powers.length; i++) {
            powers[i] = powers[i - 1] * 10;
        }
        return powers;
    }

    private void reserve(int count) {
        if (buffer.length - length < count) {
            buffer = Arrays.copyOf(buffer, Math.max(Math.multiplyExact(buffer.length, 2), length + count));
        }
    }
}
