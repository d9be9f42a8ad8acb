package io.github.flowlog.encode;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** IPv4 addresses as a field of CSV: the text and the comma behind it, an octet with one store. */
final class DottedQuad {
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.nativeOrder());

    private static final int OCTETS = 256;
    private static final int[] BEFORE_DOT = new int[OCTETS];
    private static final int[] BEFORE_COMMA = new int[OCTETS];

    /** How many bytes an octet takes with the character behind it. */
    private static final byte[] ROOM = new byte[OCTETS];

    static {
        for (int octet = 0; octet < OCTETS; octet++) {
            byte[] dotted = Bytes.ascii(octet + ".\0\0");
            ROOM[octet] = (byte) (dotted.length - 2);
            BEFORE_DOT[octet] = (int) INTS.get(dotted, 0);
            BEFORE_COMMA[octet] = (int) INTS.get(Bytes.ascii(octet + ",\0\0"), 0);
        }
    }

    private DottedQuad() {}

    /** Writes an address and a comma at {@code out[at]} and returns the index behind; up to {@code out[at + 16]} is overwritten. */
    static int writeField(int address, byte[] out, int at) {
        int first = address >>> 24;
        int second = address >>> 16 & 0xFF;
        int third = address >>> 8 & 0xFF;
        int last = address & 0xFF;
        INTS.set(out, at, BEFORE_DOT[first]);
        int next = at + ROOM[first];
        INTS.set(out, next, BEFORE_DOT[second]);
        next += ROOM[second];
        INTS.set(out, next, BEFORE_DOT[third]);
        next += ROOM[third];
        INTS.set(out, next, BEFORE_COMMA[last]);
        return next + ROOM[last];
    }

    /** 1 when an address is private in the sense of RFC 1918, else 0: as in Ipv4, but without a branch to mispredict. */
    static int isPrivate(int address) {
        int net10 = (address >>> 24) ^ 10;
        int net172 = (address >>> 20) ^ 0xAC1;
        int net192 = (address >>> 16) ^ 0xC0A8;
        return ((net10 - 1) | (net172 - 1) | (net192 - 1)) >>> 31; // only 0 - 1 is negative
    }
}
