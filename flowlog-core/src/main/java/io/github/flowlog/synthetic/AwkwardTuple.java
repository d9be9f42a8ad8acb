package io.github.flowlog.synthetic;

/** The text of flow tuples with unusual but legal field values. */
final class AwkwardTuple {

    private static final String[] ENCRYPTIONS = {"X", "NX", "NX", "NX_NOT_ACCEPTED", "NX_FUTURE_7", "NX_LOCAL_DST", "Y"
    };
    private static final String[] STATES = {"B", "C", "E"};
    private static final int[] PORTS = {0, 1, 443, 65535};

    private final SeededRandom random;
    private final long startMillis;
    private final int ipv6PerMille;

    AwkwardTuple(SeededRandom random, GeneratorOptions options) {
        this.random = random;
        this.startMillis = options.start().toEpochMilli();
        this.ipv6PerMille = Math.max(250, options.ipv6PerMille());
    }

    String text(GeneratedFormat format) {
        boolean vnet = format == GeneratedFormat.VNET_V4;
        // The other format's unit is legal too: readers tell milliseconds from seconds by size.
        boolean millis = random.chance(100) != vnet;
        long time = startMillis - 67_000 + random.below(3_600_000);
        boolean ipv6 = random.chance(ipv6PerMille);
        String text =
                (millis ? time : time / 1000) + "," + address(ipv6) + "," + address(ipv6) + "," + port() + "," + port();
        String direction = random.chance(500) ? "I" : "O";
        if (vnet) {
            String state = random.chance(250) ? "D" : random.pick(STATES);
            String counters = random.chance(150) ? ",,," : counters();
            return text + "," + random.below(256) + "," + direction + "," + state + "," + random.pick(ENCRYPTIONS) + ","
                    + counters;
        }
        text += (random.chance(500) ? ",T," : ",U,") + direction;
        boolean denied = random.chance(400);
        text += denied ? ",D" : ",A";
        if (format == GeneratedFormat.NSG_V1) {
            return text;
        }
        String state = denied ? "B" : random.pick(STATES);
        // Stateless rules also end flows without counters.
        boolean counted = !state.equals("B") && !random.chance(100);
        return text + "," + state + "," + (counted ? counters() : ",,,");
    }

    private String address(boolean ipv6) {
        return ipv6 ? AwkwardAddress.ipv6(random) : AwkwardAddress.ipv4(random);
    }

    private int port() {
        return random.chance(200) ? random.pickInt(PORTS) : random.below(65536);
    }

    private String counters() {
        return counter() + "," + counter() + "," + counter() + "," + counter();
    }

    private long counter() {
        return random.chance(50) ? Long.MAX_VALUE : random.logUniform();
    }
}
