package io.github.flowlog.bench;

/** Finds the number of the longest prefix that holds an address. */
interface PrefixContender {
    /** What a lookup returns when no prefix holds the address. */
    int NO_MATCH = -1;

    /** Looks an IPv4 address up. */
    int lookup(int address);
}
