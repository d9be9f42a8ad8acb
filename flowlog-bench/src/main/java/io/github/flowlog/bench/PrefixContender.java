package io.github.flowlog.bench;

/** Answers two questions about the addresses of a corpus, each of which it has in its own best form already. */
interface PrefixContender {
    /** What a lookup returns when no prefix holds the address. */
    int NO_MATCH = -1;

    /** Finds the number of the longest prefix that holds an address of the corpus. */
    int lookup(int address);

    /** Tells whether any prefix holds an address of the corpus. */
    boolean contains(int address);
}
