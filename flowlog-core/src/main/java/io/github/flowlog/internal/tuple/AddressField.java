package io.github.flowlog.internal.tuple;

import io.github.flowlog.net.Ipv6;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * An address of a flow tuple and the comma behind it. The last IPv4 address is remembered as it was spelt, because one end of
 * most flows of an interface is its own address.
 *
 * <p>An octet is found from its digits, and its text is then compared with the one right spelling of that octet, which
 * checks digits, range, leading zeros and delimiter at once. Not thread-safe.
 */
final class AddressField {
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    /** Gathers the highest bits of the eight bytes of a word, shifted to their lowest, in the upper byte. */
    private static final long GATHER = 0x0102_0408_1020_4080L;

    /** The longest IPv4 address and its comma. */
    private static final int LONGEST_IPV4 = 16;

    /** The longest IPv6 address. */
    private static final int LONGEST_IPV6 = 45;

    /** The first eight bytes of a remembered address and its comma, by their length: which of them count. */
    private static final long[] HEAD_MASKS = masks(0);

    private static final long[] TAIL_MASKS = masks(Long.BYTES);

    private long head;
    private long tail;
    private long headMask = -1;
    private long tailMask;
    private int length;
    private int address;
    private final long[] ipv6 = new long[2];

    private static long[] masks(int before) {
        long[] masks = new long[LONGEST_IPV4 + 1];
        for (int length = 0; length < masks.length; length++) {
            for (int i = before; i < Math.min(length, before + Long.BYTES); i++) {
                masks[length] |= 0xFFL << ((i - before) << 3);
            }
        }
        return masks;
    }

    /** The IPv4 address that was passed last. */
    int address() {
        return address;
    }

    /** The upper half of the IPv6 address that was passed last. */
    long high() {
        return ipv6[0];
    }

    /** The lower half of the IPv6 address that was passed last. */
    long low() {
        return ipv6[1];
    }

    /** Passes an IPv4 address; returns the length of it and its comma, or 0 where none stands. */
    int pass(byte[] text, int at) {
        long first = Digits.word(text, at);
        long second = Digits.word(text, at + Long.BYTES);
        if ((((first ^ head) & headMask) | ((second ^ tail) & tailMask)) == 0) {
            return length;
        }
        return parse(text, at, first, second);
    }

    private int parse(byte[] text, int at, long first, long second) {
        int delimiters = gather(Digits.delimiters(first)) | (gather(Digits.delimiters(second)) << Byte.SIZE);
        int end0 = Integer.numberOfTrailingZeros(delimiters);
        delimiters &= delimiters - 1;
        int end1 = Integer.numberOfTrailingZeros(delimiters);
        delimiters &= delimiters - 1;
        int end2 = Integer.numberOfTrailingZeros(delimiters);
        delimiters &= delimiters - 1;
        int end3 = Integer.numberOfTrailingZeros(delimiters);
        int text0 = (int) first << ((3 - end0) << 3);
        int text1 = (int) INTS.get(text, at + end0 + 1) << ((4 - end1 + end0) << 3);
        int text2 = (int) INTS.get(text, at + end1 + 1) << ((4 - end2 + end1) << 3);
        int text3 = (int) INTS.get(text, at + end2 + 1) << ((4 - end3 + end2) << 3);
        int octet0 = OctetText.octet(text0);
        int octet1 = OctetText.octet(text1);
        int octet2 = OctetText.octet(text2);
        int octet3 = OctetText.octet(text3);
        int faults = (text0 ^ OctetText.beforeDot(octet0))
                | (text1 ^ OctetText.beforeDot(octet1))
                | (text2 ^ OctetText.beforeDot(octet2))
                | (text3 ^ OctetText.beforeComma(octet3));
        if (faults != 0) {
            return 0;
        }
        address = (octet0 << 24) | (octet1 << 16) | (octet2 << 8) | octet3;
        remember(first, second, end3 + 1);
        return end3 + 1;
    }

    private void remember(long first, long second, int passed) {
        head = first;
        tail = second;
        length = passed;
        headMask = HEAD_MASKS[passed];
        tailMask = TAIL_MASKS[passed];
    }

    private static int gather(long delimiters) {
        return (int) ((delimiters * GATHER) >>> 56);
    }

    /** Passes an IPv6 address; returns the length of it and its comma, or 0 where none stands. */
    int passIpv6(byte[] text, int from) {
        int comma = from;
        while (text[comma] != ',') {
            if (++comma - from > LONGEST_IPV6) {
                return 0;
            }
        }
        return Ipv6.tryParse(text, from, comma, ipv6, 0) ? comma - from + 1 : 0;
    }
}
