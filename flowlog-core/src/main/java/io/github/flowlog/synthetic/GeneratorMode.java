package io.github.flowlog.synthetic;

/** What kind of content a generated log has. */
public enum GeneratorMode {
    /**
     * Statistically like a log of Azure: one record a minute and network interface, cut at the record cap; neighbouring
     * tuples share most of their text; flows begin, continue at five-minute ticks and end. Compact, one line, ASCII.
     */
    REALISTIC,
    /** Compact and structured like {@link #REALISTIC}, every tuple field uniformly random within its legal range. */
    RANDOM,
    /**
     * Valid JSON that is awkward to read: any key order, unknown keys, white space, escapes, non-ASCII names, every
     * spelling of IPv6, empty arrays, nested records, and all document forms. Records stay small, the record cap is not
     * used, and about a quarter of the tuples are IPv6 whatever {@link GeneratorOptions#ipv6Share()} says.
     */
    AWKWARD
}
