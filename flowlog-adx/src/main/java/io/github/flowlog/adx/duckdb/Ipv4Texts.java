package io.github.flowlog.adx.duckdb;

import io.github.flowlog.net.Ipv4;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Texts of addresses; those seen lately are kept, because neighbouring tuples share them. */
final class Ipv4Texts {
    private static final int KEPT = 1 << 12;
    /** 2^32 divided by the golden ratio: the upper bits of the product depend on all bits of the address. */
    private static final int SPREAD = 0x9E3779B9;

    private static final int LONGEST = "255.255.255.255".length();

    private final int[] addresses = new int[KEPT];
    private final byte[] @Nullable [] texts = new byte[KEPT][];
    private final byte[] scratch = new byte[LONGEST];

    byte[] text(int address) {
        int place = (address * SPREAD) >>> (Integer.SIZE - Integer.numberOfTrailingZeros(KEPT));
        byte[] text = texts[place];
        if (text == null || addresses[place] != address) {
            text = Arrays.copyOf(scratch, Ipv4.write(address, scratch, 0));
            addresses[place] = address;
            texts[place] = text;
        }
        return text;
    }
}
