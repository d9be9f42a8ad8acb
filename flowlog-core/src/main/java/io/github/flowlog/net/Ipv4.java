package io.github.flowlog.net;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * IPv4 addresses as {@code int}s in network order: 10.0.0.1 is {@code 0x0A000001}.
 *
 * <p>Text is a dotted quad and nothing else: four decimal octets from 0 to 255 without leading zeros. A leading zero is
 * refused because some readers take such an octet as octal, so that the text would name two different hosts.
 *
 * <p><b>Thread-safety:</b> stateless; every method may be called from any thread.
 *
 * <p><b>Source:</b> RFC 3986, section 3.2.2, {@code IPv4address}; RFC 6943, section 3.1.1 on the ambiguity of other forms.
 */
public final class Ipv4 {

    private static final int OCTETS = 4;
    private static final int SHORTEST_TEXT = "0.0.0.0".length();
    private static final int LONGEST_TEXT = "255.255.255.255".length();

    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    /** For each octet its decimal digits, left-aligned in little-endian order, and a full stop behind the last of them. */
    private static final int[] OCTET_TEXT = new int[256];

    /** For each octet how many bytes its digits and the full stop take: 2, 3 or 4. */
    private static final byte[] OCTET_ROOM = new byte[256];

    static {
        for (int octet = 0; octet < OCTET_TEXT.length; octet++) {
            String text = octet + ".";
            for (int i = 0; i < text.length(); i++) {
                OCTET_TEXT[octet] |= text.charAt(i) << (8 * i);
            }
            OCTET_ROOM[octet] = (byte) text.length();
        }
    }

    private Ipv4() {}

    /**
     * Parses the dotted quad that fills {@code text[from, to)}.
     *
     * <p><b>Shape:</b> ASCII bytes, four octets from 0 to 255 without leading zeros, nothing before, between or after.
     *
     * <p><b>Ownership:</b> {@code text} is read only during the call; nothing is allocated.
     *
     * <p><b>Errors:</b> -1 when the bytes are not an address; {@link #explain} says why.
     *
     * @param text bytes that hold the address
     * @param from index of the first byte of the address
     * @param to index after its last byte
     * @return the address as an unsigned value from 0 to 0xFFFFFFFF, or -1
     */
    public static long tryParse(byte[] text, int from, int to) {
        int length = to - from;
        if (length < SHORTEST_TEXT || length > LONGEST_TEXT) {
            return -1;
        }
        long address = 0;
        int at = from;
        for (int octets = 0; octets < OCTETS; octets++) {
            if (octets > 0) {
                if (at == to || text[at] != '.') {
                    return -1;
                }
                at++;
            }
            int value = at < to ? text[at] - '0' : -1;
            if (value < 0 || value > 9) {
                return -1;
            }
            at++;
            // An octet that begins with zero ends there: a digit behind it fails as a missing full stop.
            for (int digits = 1; digits < 3 && value != 0 && at < to; digits++) {
                int digit = text[at] - '0';
                if (digit < 0 || digit > 9) {
                    break;
                }
                value = value * 10 + digit;
                at++;
            }
            if (value > 255) {
                return -1;
            }
            address = address << 8 | value;
        }
        return at == to ? address : -1;
    }

    /**
     * Parses a dotted quad.
     *
     * <p><b>Errors:</b> the message of the exception quotes at most 64 characters of the text and names its first fault.
     *
     * @param text the whole address and nothing else
     * @return the address in network order
     * @throws IllegalArgumentException when the text is not a dotted quad
     */
    public static int parse(CharSequence text) {
        byte[] ascii = AddressText.ascii(text);
        long address = tryParse(ascii, 0, ascii.length);
        if (address < 0) {
            throw new IllegalArgumentException(
                    "bad IPv4 address " + AddressText.quote(text) + ": " + explain(ascii, 0, ascii.length));
        }
        return (int) address; // the unsigned 32 bits, kept as they are
    }

    /**
     * Returns the dotted quad of an address.
     *
     * @param address the address in network order
     * @return text such as {@code 10.0.0.1}
     */
    public static String format(int address) {
        byte[] text = new byte[LONGEST_TEXT];
        return new String(text, 0, write(address, text, 0), StandardCharsets.US_ASCII);
    }

    /**
     * Writes the dotted quad of an address as ASCII.
     *
     * <p><b>Shape:</b> {@code out[at, returned)} is the text. The bytes up to {@code out[at + 15]} (exclusive) belong to this
     * call, which may overwrite them even where the text is shorter.
     *
     * <p><b>Ownership:</b> {@code out} is written only during the call; nothing is allocated.
     *
     * @param address the address in network order
     * @param out array with at least 15 bytes of room behind {@code at}
     * @param at index of the first byte to write
     * @return index after the last byte of the text
     * @throws IndexOutOfBoundsException when the room does not suffice
     */
    public static int write(int address, byte[] out, int at) {
        int first = address >>> 24;
        int second = address >>> 16 & 0xFF;
        int third = address >>> 8 & 0xFF;
        int last = address & 0xFF;
        // Three octets go out with one store each: digits, full stop, and bytes that the next octet overwrites. The
        // third begins at most 8 bytes in and ends before the 12th. The last octet gets single stores, so that 15 bytes
        // of room suffice.
        INTS.set(out, at, OCTET_TEXT[first]);
        int next = at + OCTET_ROOM[first];
        INTS.set(out, next, OCTET_TEXT[second]);
        next += OCTET_ROOM[second];
        INTS.set(out, next, OCTET_TEXT[third]);
        next += OCTET_ROOM[third];
        int digits = OCTET_TEXT[last];
        out[next] = (byte) digits;
        out[next + 1] = (byte) (digits >>> 8);
        out[next + 2] = (byte) (digits >>> 16);
        return next + OCTET_ROOM[last] - 1;
    }

    /**
     * Says in a few words why {@link #tryParse(byte[], int, int)} refuses {@code text[from, to)}: the first fault from the left.
     *
     * <p>Meant for error messages, not for the path that every address takes.
     *
     * @param text bytes that hold the text
     * @param from index of its first byte
     * @param to index after its last byte
     * @return the fault, such as {@code octet above 255}, or null when the text is an address
     */
    public static @Nullable String explain(byte[] text, int from, int to) {
        if (from == to) {
            return "empty text";
        }
        int at = from;
        for (int octets = 1; ; octets++) {
            int start = at;
            int value = 0;
            for (; at < to && text[at] >= '0' && text[at] <= '9'; at++) {
                if (at > start && value == 0) {
                    return "leading zero in an octet";
                }
                value = value * 10 + (text[at] - '0');
                if (value > 255) {
                    return "octet above 255";
                }
            }
            if (at < to && text[at] != '.') {
                return "not a digit";
            }
            if (at == start) {
                return "empty octet";
            }
            if (at == to) {
                return octets == OCTETS ? null : "expected four octets, found " + octets;
            }
            if (octets == OCTETS) {
                return "more than four octets";
            }
            at++;
        }
    }

    /**
     * Tells whether an address is private in the sense of RFC 1918: in 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16.
     *
     * @param address the address in network order
     * @return whether one of the three blocks holds the address
     */
    public static boolean isPrivate(int address) {
        return address >>> 24 == 10 || address >>> 20 == 0xAC1 || address >>> 16 == 0xC0A8;
    }
}
