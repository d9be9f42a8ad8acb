package io.github.flowlog.synthetic;

/** Traffic without any regularity: every field uniform in its legal range, counters with a uniform number of bits. */
final class RandomTraffic implements Traffic {

    /** First second of Unix time with ten digits, 2001-09-09T01:46:40Z. */
    static final long FIRST_SECOND = 1_000_000_000L;

    /** 2200-01-01T00:00:00Z. */
    static final long END_SECOND = 7_258_118_400L;

    private static final String[] ENCRYPTIONS = {
        "X",
        "NX",
        "NX_HW_NOT_SUPPORTED",
        "NX_SW_NOT_READY",
        "NX_NOT_ACCEPTED",
        "NX_NOT_SUPPORTED",
        "NX_LOCAL_DST",
        "NX_FALLBACK"
    };
    private static final char[] STATES = {Tuple.BEGIN, Tuple.CONTINUING, Tuple.END};
    private static final int RULES = 64;

    private final SeededRandom random;
    private final Rule[] rules;
    private final int rate;
    private final int ipv6PerMille;
    private boolean vnet;
    private Rule rule;
    private int remaining;

    RandomTraffic(GeneratorOptions options, Nic nic, SeededRandom random) {
        this.random = random;
        this.rules = RuleBook.varied(RULES, nic, random);
        this.rule = rules[0];
        this.rate = options.tuplesPerMinute();
        this.ipv6PerMille = options.ipv6PerMille();
    }

    @Override
    public void begin(GeneratedFormat format, long recordMillis) {
        vnet = format == GeneratedFormat.VNET_V4;
        remaining = random.between(1, 2 * rate);
        rule = random.pick(rules);
    }

    @Override
    public boolean next(Tuple tuple) {
        if (remaining == 0) {
            return false;
        }
        remaining--;
        if (random.below(8) == 0) {
            rule = random.pick(rules);
        }
        tuple.rule = rule;
        tuple.timeMillis = random.betweenLong(FIRST_SECOND * 1000, END_SECOND * 1000 - 1);
        tuple.ipv6 = random.chance(ipv6PerMille);
        tuple.sourceHigh = random.nextLong();
        tuple.sourceLow = address(tuple.ipv6);
        tuple.destinationHigh = random.nextLong();
        tuple.destinationLow = address(tuple.ipv6);
        tuple.sourcePort = random.below(65536);
        tuple.destinationPort = random.below(65536);
        tuple.protocol = vnet ? random.below(256) : random.chance(500) ? Tuple.TCP : Tuple.UDP;
        tuple.inbound = random.chance(500);
        tuple.denied = random.chance(vnet ? 250 : 500);
        tuple.state = STATES[random.below(STATES.length)];
        tuple.encryption = random.pick(ENCRYPTIONS);
        tuple.counters(random.logUniform(), random.logUniform(), random.logUniform(), random.logUniform());
        // In version 2 a begun flow has no counters; in version 4 every state may have any.
        tuple.counted = vnet || tuple.state != Tuple.BEGIN;
        return true;
    }

    private long address(boolean ipv6) {
        long bits = random.nextLong();
        return ipv6 ? bits : bits & 0xFFFF_FFFFL;
    }
}
