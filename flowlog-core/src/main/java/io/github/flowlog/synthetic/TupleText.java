package io.github.flowlog.synthetic;

/** The text of a flow tuple: fields parted by commas, without quotes. */
final class TupleText {

    private TupleText() {}

    static void write(AsciiWriter out, Tuple tuple, GeneratedFormat format) {
        boolean vnet = format == GeneratedFormat.VNET_V4;
        out.decimal(vnet ? tuple.timeMillis : tuple.timeMillis / 1000).put(',');
        address(out, tuple.ipv6, tuple.sourceHigh, tuple.sourceLow);
        out.put(',');
        address(out, tuple.ipv6, tuple.destinationHigh, tuple.destinationLow);
        out.put(',')
                .decimal(tuple.sourcePort)
                .put(',')
                .decimal(tuple.destinationPort)
                .put(',');
        char direction = tuple.inbound ? 'I' : 'O';
        if (vnet) {
            out.decimal(tuple.protocol).put(',').put(direction).put(',');
            out.put(tuple.denied ? 'D' : tuple.state).put(',').ascii(tuple.encryption);
            counters(out, tuple);
            return;
        }
        out.put(tuple.protocol == Tuple.UDP ? 'U' : 'T').put(',').put(direction).put(',');
        out.put(tuple.denied ? 'D' : 'A');
        if (format == GeneratedFormat.NSG_V2) {
            out.put(',').put(tuple.state);
            if (tuple.counted) {
                counters(out, tuple);
            } else {
                out.ascii(",,,,");
            }
        }
    }

    private static void counters(AsciiWriter out, Tuple tuple) {
        out.put(',').decimal(tuple.packetsSent).put(',').decimal(tuple.bytesSent);
        out.put(',').decimal(tuple.packetsReceived).put(',').decimal(tuple.bytesReceived);
    }

    private static void address(AsciiWriter out, boolean ipv6, long high, long low) {
        if (ipv6) {
            out.ipv6(high, low);
        } else {
            out.ipv4((int) low);
        }
    }
}
