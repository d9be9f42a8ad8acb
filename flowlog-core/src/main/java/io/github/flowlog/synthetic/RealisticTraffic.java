package io.github.flowlog.synthetic;

/**
 * Traffic like that of real logs: scans that are denied, and allowed flows that begin, continue at the interface's
 * five-minute tick and end, a few heavy addresses in most tuples.
 *
 * <p>Tuples come rule by rule; inside a rule their times ascend, except for the flows that are logged again.
 *
 * <p><b>Source:</b> docs/FORMAT.md; measured on public raw blobs.
 */
final class RealisticTraffic implements Traffic {

    /** Tuple times end this long before their record's time ... */
    private static final int SETTLE_MILLIS = 3_000;

    /** ... and begin one minute earlier. */
    private static final int WINDOW_MILLIS = 60_000;

    private static final int TICK_MILLIS = 300_000;
    private static final int RELOG_MILLIS = 5_500;

    /** Bounds the memory of a busy interface, not its traffic. */
    private static final int MAX_ACTIVE_FLOWS = 16_384;

    private final Nic nic;
    private final SeededRandom random;
    private final AddressPool pool;
    private final Rule[] rules;
    private final FlowTable[] tables;
    private final int rate;
    private final int ipv6PerMille;
    private final int transitPerMille;
    private final int tickPhase;

    private boolean vnet;
    private boolean stateless;
    private long windowStart;
    private int ruleIndex;
    private int steps;
    private int step;
    private long time;
    private long tick;
    private int tickFlow;
    private int tickEnd;
    private Relog relog = Relog.NONE;
    private long packetsBefore;
    private long bytesBefore;
    private long packetsBackBefore;
    private long bytesBackBefore;
    private int lastRank;
    private int lastProtocol = Tuple.TCP;

    /** A flow that is logged again: its end and begin, then an end whose counters contain the first. */
    private enum Relog {
        NONE,
        BEGIN,
        END
    }

    RealisticTraffic(GeneratorOptions options, Nic nic, boolean early, SeededRandom random) {
        this.nic = nic;
        this.random = random;
        this.pool = new AddressPool(nic, random);
        this.rules = RuleBook.realistic(nic, early, random);
        this.tables = new FlowTable[rules.length];
        for (int i = 0; i < tables.length; i++) {
            tables[i] = new FlowTable();
        }
        this.rate = options.tuplesPerMinute();
        this.ipv6PerMille = options.ipv6PerMille();
        this.transitPerMille = random.below(60);
        this.tickPhase = random.below(TICK_MILLIS);
    }

    @Override
    public void begin(GeneratedFormat format, long recordMillis) {
        vnet = format == GeneratedFormat.VNET_V4;
        stateless = format == GeneratedFormat.NSG_V1;
        windowStart = recordMillis - SETTLE_MILLIS - WINDOW_MILLIS;
        ruleIndex = -1;
        steps = 0;
        step = 0;
        if (random.chance(20)) {
            // Minutes without traffic have no record.
            ruleIndex = rules.length;
        }
    }

    @Override
    public boolean next(Tuple tuple) {
        while (true) {
            if (relog != Relog.NONE) {
                logAgain(tuple);
                return true;
            }
            if (tickFlow < tickEnd) {
                continueFlow(tuple);
                return true;
            }
            if (step == steps) {
                if (!nextRule()) {
                    return false;
                }
                continue;
            }
            long previous = time;
            time = windowStart + ((long) step * WINDOW_MILLIS + random.below(WINDOW_MILLIS)) / steps;
            if (!stateless && !rules[ruleIndex].denied() && previous < tick && tick <= time) {
                // The tick comes first; this step follows it.
                time = tick;
                tick = Long.MAX_VALUE;
                tickFlow = 0;
                tickEnd = tables[ruleIndex].size();
                continue;
            }
            step++;
            logStep(tuple);
            return true;
        }
    }

    private boolean nextRule() {
        while (++ruleIndex < rules.length) {
            Rule rule = rules[ruleIndex];
            long microTuples = (long) rate * rule.weight() * random.between(500, 1500);
            // Rounded at random, so that a quiet interface sees a rare rule now and then.
            steps = Math.toIntExact((microTuples + random.below(1_000_000)) / 1_000_000);
            if (steps > 0 && (vnet || !rule.vnetOnly())) {
                step = 0;
                time = windowStart;
                long sinceTick = Math.floorMod(windowStart - tickPhase, (long) TICK_MILLIS);
                tick = windowStart - sinceTick + TICK_MILLIS;
                return true;
            }
            steps = 0;
            step = 0;
        }
        return false;
    }

    private void logStep(Tuple tuple) {
        Rule rule = rules[ruleIndex];
        FlowTable table = tables[ruleIndex];
        describe(tuple, rule);
        if (rule.denied()) {
            denyFlow(tuple, rule);
            return;
        }
        int usual = (int) Math.min(MAX_ACTIVE_FLOWS, 2 + (long) rate * rule.weight() / 2000);
        boolean begins = table.size() == 0
                || (table.size() < MAX_ACTIVE_FLOWS && random.chance(table.size() < usual ? 620 : 400));
        if (stateless || begins) {
            beginFlow(tuple, rule);
            if (!stateless) {
                table.add(tuple);
            }
        } else {
            endFlow(tuple, table);
        }
    }

    private void describe(Tuple tuple, Rule rule) {
        tuple.timeMillis = time;
        tuple.rule = rule;
        tuple.inbound = rule.inbound();
        tuple.denied = rule.denied();
    }

    private void denyFlow(Tuple tuple, Rule rule) {
        // A scanner knocks several times; a new one is drawn for about every second tuple.
        if (!random.chance(450)) {
            lastRank = pool.internetRank(random);
            lastProtocol = random.chance(950) ? Tuple.TCP : Tuple.UDP;
        }
        tuple.protocol = lastProtocol;
        tuple.encryption = rule.acl().equals("unspecified") ? "NX_NOT_ACCEPTED" : "NX";
        tuple.state = Tuple.BEGIN;
        tuple.noCounters();
        tuple.ipv6 = random.chance(ipv6PerMille);
        tuple.sourcePort = random.chance(3) ? 0 : random.between(1024, 65535);
        tuple.destinationPort = pool.scannedPort(random);
        endpoints(tuple, lastRank, false);
    }

    private void beginFlow(Tuple tuple, Rule rule) {
        boolean neighbour = rule.name().contains("Vnet");
        // Clients open several connections to one service at a time.
        if (!random.chance(500) || neighbour) {
            lastRank = neighbour ? pool.neighbourRank(random) : pool.internetRank(random);
        }
        tuple.protocol = random.chance(930) ? Tuple.TCP : Tuple.UDP;
        tuple.encryption = neighbour && random.chance(80) ? "X" : "NX";
        tuple.state = Tuple.BEGIN;
        tuple.noCounters();
        tuple.ipv6 = random.chance(ipv6PerMille);
        tuple.sourcePort = random.between(32768, 60999);
        tuple.destinationPort = pool.servicePort(random);
        endpoints(tuple, lastRank, neighbour);
    }

    private void endpoints(Tuple tuple, int rank, boolean neighbour) {
        long ownHigh = tuple.ipv6 ? nic.ipv6High() : 0;
        long ownLow = tuple.ipv6 ? nic.ipv6Low() : Integer.toUnsignedLong(nic.ipv4());
        if (random.chance(transitPerMille)) {
            // An interface that forwards also logs flows between others.
            int other = pool.neighbourRank(random);
            ownLow = tuple.ipv6 ? nic.ipv6Low() + 1 + other : pool.neighbour(other);
        }
        long remoteHigh = tuple.ipv6 ? pool.ipv6High(rank) : 0;
        long remoteLow = tuple.ipv6 ? pool.ipv6Low(rank) : neighbour ? pool.neighbour(rank) : pool.internet(rank);
        tuple.sourceHigh = tuple.inbound ? remoteHigh : ownHigh;
        tuple.sourceLow = tuple.inbound ? remoteLow : ownLow;
        tuple.destinationHigh = tuple.inbound ? ownHigh : remoteHigh;
        tuple.destinationLow = tuple.inbound ? ownLow : remoteLow;
    }

    private void continueFlow(Tuple tuple) {
        tables[ruleIndex].load(tickFlow, tuple);
        tickFlow++;
        describe(tuple, rules[ruleIndex]);
        tuple.state = Tuple.CONTINUING;
        measure(tuple);
    }

    private void endFlow(Tuple tuple, FlowTable table) {
        int index = random.chance(600)
                ? table.size() - 1 - random.below(Math.min(8, table.size()))
                : random.below(table.size());
        table.load(index, tuple);
        table.remove(index);
        tuple.state = Tuple.END;
        measure(tuple);
        if (vnet && random.chance(30) && time + RELOG_MILLIS < windowStart + WINDOW_MILLIS) {
            relog = Relog.BEGIN;
        }
    }

    /** The tuple still is the flow's end: its begin with the same time follows, then the end that contains the first. */
    private void logAgain(Tuple tuple) {
        if (relog == Relog.BEGIN) {
            packetsBefore = tuple.packetsSent;
            bytesBefore = tuple.bytesSent;
            packetsBackBefore = tuple.packetsReceived;
            bytesBackBefore = tuple.bytesReceived;
            tuple.state = Tuple.BEGIN;
            tuple.noCounters();
            relog = Relog.END;
            return;
        }
        tuple.timeMillis += RELOG_MILLIS;
        tuple.state = Tuple.END;
        tuple.counters(packetsBefore + 3, bytesBefore + 348, packetsBackBefore + 1, bytesBackBefore + 116);
        relog = Relog.NONE;
    }

    private void measure(Tuple tuple) {
        int kind = random.below(100);
        if (kind < 25) {
            tuple.counters(0, 0, 0, 0);
        } else if (kind < 60) {
            tuple.counters(1, 74, 0, 0);
        } else {
            long sent = 1L + random.zipfRank(kind < 95 ? 6 : 16);
            long received = random.chance(300) ? 0 : sent + random.below(8);
            tuple.counters(sent, sent * random.between(66, 700), received, received * random.between(66, 1400));
        }
    }
}
