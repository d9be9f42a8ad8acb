package io.github.flowlog.net;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * IPv6 addresses as two {@code long}s in network order: of 2001:db8::1 the high one is {@code 0x20010DB800000000}, the low one 1.
 *
 * <p>Every text form of RFC 4291 is read: {@code ::} once, for one or more groups; one to four hexadecimal digits a group in
 * either case; a dotted quad in place of the last two groups. Zone ids, brackets and prefix lengths are not part of an address
 * and are refused. One form is written, the canonical one of RFC 5952. An IPv4-mapped address stays an IPv6 address.
 *
 * <p><b>Thread-safety:</b> stateless; every method may be called from any thread.
 *
 * <p><b>Source:</b> RFC 4291, section 2.2 (reading); RFC 5952, sections 4 and 5 (writing).
 */
public final class Ipv6 {

    static final int GROUPS = 8;

    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private static final int DIGITS_IN_GROUP = 4;
    private static final int LONGEST_TEXT = "ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.255".length();
    private static final byte[] MAPPED_PREFIX = "::ffff:".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    /** For each byte its value as a hexadecimal digit, or -1. */
    private static final byte[] HEX_VALUE = new byte[256];

    static {
        Arrays.fill(HEX_VALUE, (byte) -1);
        for (int value = 0; value < DIGITS.length; value++) {
            HEX_VALUE[DIGITS[value]] = (byte) value;
            HEX_VALUE[Character.toUpperCase((char) DIGITS[value])] = (byte) value;
        }
    }

    private Ipv6() {}

    /**
     * Parses the address that fills {@code text[from, to)} into {@code out[at]} (high) and {@code out[at + 1]} (low).
     *
     * <p><b>Shape:</b> ASCII bytes; no zone id, brackets, prefix length or single colon at either end. A {@code ::} beside eight
     * groups stands for nothing and is refused.
     *
     * <p><b>Ownership:</b> {@code text} is read and {@code out} written only during the call; nothing is allocated.
     *
     * <p><b>Errors:</b> false when the bytes are not an address, and {@code out} is untouched; {@link #explain} says why.
     *
     * @param text bytes that hold the address
     * @param from index of the first byte of the address
     * @param to index after its last byte
     * @param out array that receives the address
     * @param at index of the high half in {@code out}
     * @return whether the bytes are an address
     */
    public static boolean tryParse(byte[] text, int from, int to, long[] out, int at) {
        if (to - from > LONGEST_TEXT) {
            return false;
        }
        // (high, low) is a 128-bit register into which groups are shifted from the right. A "::" moves what was read
        // so far to the left end, into (headHigh, headLow), and starts the register anew: the zeros between are what
        // "::" stands for.
        long high = 0;
        long low = 0;
        long headHigh = 0;
        long headLow = 0;
        int groups = 0;
        boolean gap = startsWithGap(text, from, to);
        int pos = gap ? from + 2 : from;
        while (pos < to) {
            int start = pos;
            int group = 0;
            int digit;
            while (pos < to && (digit = HEX_VALUE[text[pos] & 0xFF]) >= 0) {
                group = group << 4 | digit;
                pos++;
            }
            if (pos < to && text[pos] == '.') {
                long quad = Ipv4.tryParse(text, start, to);
                if (quad < 0) {
                    return false;
                }
                high = high << 32 | low >>> 32;
                low = low << 32 | quad;
                groups += 2;
                break;
            }
            if (pos == start || pos - start > DIGITS_IN_GROUP) {
                return false;
            }
            high = high << 16 | low >>> 48;
            low = low << 16 | group;
            groups++;
            if (pos == to) {
                break;
            }
            if (groups == GROUPS || text[pos] != ':' || ++pos == to) {
                return false;
            }
            if (text[pos] == ':') {
                if (gap) {
                    return false;
                }
                gap = true;
                pos++;
                // Up to four groups fill the low half only, and 64 - 16 * 4 is a shift by zero.
                int shift = 16 * (GROUPS - groups);
                headHigh = shift >= 64 ? low << (shift - 64) : high << shift | low >>> (64 - shift);
                headLow = shift >= 64 ? 0 : low << shift;
                high = 0;
                low = 0;
            }
        }
        if (gap ? groups >= GROUPS : groups != GROUPS) {
            return false;
        }
        out[at] = headHigh | high;
        out[at + 1] = headLow | low;
        return true;
    }

    /**
     * Parses an address into {@code out[at]} (high) and {@code out[at + 1]} (low).
     *
     * <p><b>Errors:</b> the message of the exception quotes at most 64 characters of the text and names its first fault;
     * {@code out} is then untouched.
     *
     * @param text the whole address and nothing else
     * @param out array that receives the address
     * @param at index of the high half in {@code out}
     * @throws IllegalArgumentException when the text is not an IPv6 address
     */
    public static void parse(CharSequence text, long[] out, int at) {
        byte[] ascii = AddressText.ascii(text);
        if (!tryParse(ascii, 0, ascii.length, out, at)) {
            throw new IllegalArgumentException(
                    "bad IPv6 address " + AddressText.quote(text) + ": " + explain(ascii, 0, ascii.length));
        }
    }

    /**
     * Returns the canonical text of an address.
     *
     * @param high the first 64 bits
     * @param low the last 64 bits
     * @return text such as {@code 2001:db8::1} or {@code ::ffff:192.0.2.1}
     */
    public static String format(long high, long low) {
        byte[] text = new byte[LONGEST_TEXT];
        return new String(text, 0, write(high, low, text, 0), StandardCharsets.US_ASCII);
    }

    /**
     * Writes the canonical text of an address as ASCII.
     *
     * <p><b>Shape:</b> {@code out[at, returned)} is the text: lower case, no leading zeros, the longest run of two or more zero
     * groups as {@code ::} (the first of equals), and an address in ::ffff:0:0/96 with a dotted quad. The bytes up to
     * {@code out[at + 45]} (exclusive) belong to this call, which may overwrite them even where the text is shorter.
     *
     * <p><b>Ownership:</b> {@code out} is written only during the call; nothing is allocated.
     *
     * <p><b>Source:</b> RFC 5952, sections 4.1, 4.2.1 to 4.2.3, 4.3 and 5.
     *
     * @param high the first 64 bits
     * @param low the last 64 bits
     * @param out array with at least 45 bytes of room behind {@code at}
     * @param at index of the first byte to write
     * @return index after the last byte of the text
     * @throws IndexOutOfBoundsException when the room does not suffice
     */
    public static int write(long high, long low, byte[] out, int at) {
        if (high == 0 && low >>> 32 == 0xFFFF) {
            System.arraycopy(MAPPED_PREFIX, 0, out, at, MAPPED_PREFIX.length);
            return Ipv4.write((int) low, out, at + MAPPED_PREFIX.length);
        }
        int run = hasZeroGroup(high) || hasZeroGroup(low) ? longestZeroRun(high, low) : 0;
        int runStart = run >>> 4;
        int runEnd = runStart + (run & 0xF);
        int next = at;
        int index = 0;
        while (index < GROUPS) {
            if (index == runStart && runEnd > runStart) {
                // The colon before the run and the one behind it; the next group adds none of its own.
                out[next++] = ':';
                out[next++] = ':';
                index = runEnd;
                continue;
            }
            if (index > 0 && index != runEnd) {
                out[next++] = ':';
            }
            next = writeGroup(group(high, low, index), out, next);
            index++;
        }
        return next;
    }

    /**
     * Says in a few words why {@link #tryParse(byte[], int, int, long[], int)} refuses {@code text[from, to)}: the first fault from the left.
     *
     * <p>Meant for error messages, not for the path that every address takes.
     *
     * @param text bytes that hold the text
     * @param from index of its first byte
     * @param to index after its last byte
     * @return the fault, such as {@code more than one ::}, or null when the text is an address
     */
    public static @Nullable String explain(byte[] text, int from, int to) {
        return Ipv6Fault.first(text, from, to);
    }

    /**
     * Tells whether an address is unique local, the private range of IPv6: in fc00::/7.
     *
     * <p><b>Source:</b> RFC 4193, section 3.1.
     *
     * @param high the first 64 bits of the address
     * @return whether fc00::/7 holds the address
     */
    public static boolean isUniqueLocal(long high) {
        return high >>> 57 == 0xFC >>> 1;
    }

    static boolean startsWithGap(byte[] text, int from, int to) {
        return to - from >= 2 && text[from] == ':' && text[from + 1] == ':';
    }

    static boolean isHexDigit(byte c) {
        return HEX_VALUE[c & 0xFF] >= 0;
    }

    private static int group(long high, long low, int index) {
        long half = index < 4 ? high : low;
        return (int) (half >>> (48 - 16 * (index & 3))) & 0xFFFF;
    }

    /** Whether one of four groups is zero: only then does taking one from each borrow into a highest bit that was not set. */
    private static boolean hasZeroGroup(long half) {
        return ((half - 0x0001_0001_0001_0001L) & ~half & 0x8000_8000_8000_8000L) != 0;
    }

    /** Returns start and length (in the last four bits) of the longest run of zero groups, length 0 when no run has two. */
    private static int longestZeroRun(long high, long low) {
        int best = 0;
        int length = 0;
        for (int index = 0; index < GROUPS; index++) {
            length = group(high, low, index) == 0 ? length + 1 : 0;
            if (length >= 2 && length > (best & 0xF)) {
                best = (index + 1 - length) << 4 | length;
            }
        }
        return best;
    }

    /** Writes four digits with one store, after the leading zeros were shifted out of it: the next group overwrites what is left. */
    private static int writeGroup(int group, byte[] out, int at) {
        // one digit a byte, the first in the lowest
        int digits = group >>> 12 | (group & 0xF00) | (group & 0xF0) << 12 | (group & 0xF) << 24;
        // 6 more makes a digit from a to f reach 16; a lies 39 behind where it would follow 9
        int letters = ((digits + 0x0606_0606) >>> 4) & 0x0101_0101;
        int text = digits + 0x3030_3030 + letters * 39;
        // The "| 1" lets a zero group have one digit; it never changes the highest digit of another.
        int leadingZeros = (Integer.numberOfLeadingZeros(group | 1) - 16) >>> 2;
        INTS.set(out, at, text >>> (Byte.SIZE * leadingZeros));
        return at + DIGITS_IN_GROUP - leadingZeros;
    }
}
