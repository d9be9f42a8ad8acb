package io.github.flowlog.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;

/**
 * A tuple as a string, split at its commas, each number through the JDK's own parser.
 *
 * <p>An IPv4 address is read by a loop, which is the cheapest of the ways in use; an IPv6 address goes through InetAddress.
 */
final class SplitTuple {
    private static final int IPV4_BYTES = 4;
    /** What the low half of an address in ::ffff:0:0/96 begins with; InetAddress returns such an address as IPv4. */
    private static final long IPV4_MAPPED = 0xFFFF_0000_0000L;

    private SplitTuple() {}

    /** Fills and commits one row; {@code version} is 1, 2 or 4. */
    static void fill(String tuple, int version, PeerRows rows) throws IOException {
        // a limit of -1 keeps the empty counters at the end
        String[] fields = tuple.split(",", -1);
        if (fields.length != (version == 1 ? 8 : 13)) {
            throw new IOException("tuple of " + fields.length + " fields in version " + version);
        }
        int row = rows.size();
        long time = Long.parseLong(fields[0]);
        rows.time[row] = time < TupleFill.FIRST_MILLISECONDS ? time * 1_000 : time;
        rows.sourceIpv6[row] = isIpv6(fields[1]);
        rows.source[row] = address(fields[1], rows);
        rows.destinationIpv6[row] = isIpv6(fields[2]);
        rows.destination[row] = address(fields[2], rows);
        rows.sourcePort[row] = (char) Integer.parseInt(fields[3]);
        rows.destinationPort[row] = (char) Integer.parseInt(fields[4]);
        rows.direction[row] = (byte) (fields[6].equals("O") ? 1 : 0);
        if (version == 4) {
            rows.protocol[row] = Short.parseShort(fields[5]);
            rows.decision[row] = (byte) (fields[7].equals("D") ? 1 : 0);
            rows.state[row] = TupleFill.state(fields[7].charAt(0));
        } else {
            rows.protocol[row] = TupleFill.protocol(fields[5].charAt(0));
            rows.decision[row] = (byte) (fields[7].equals("D") ? 1 : 0);
            rows.state[row] = version == 1 ? 0 : TupleFill.state(fields[8].charAt(0));
        }
        boolean counted = version != 1;
        rows.packetsOut[row] = counted ? counter(fields[9]) : PeerRows.NOT_MEASURED;
        rows.bytesOut[row] = counted ? counter(fields[10]) : PeerRows.NOT_MEASURED;
        rows.packetsBack[row] = counted ? counter(fields[11]) : PeerRows.NOT_MEASURED;
        rows.bytesBack[row] = counted ? counter(fields[12]) : PeerRows.NOT_MEASURED;
        rows.commit();
    }

    private static boolean isIpv6(String text) {
        return text.indexOf(':') >= 0;
    }

    private static long counter(String text) {
        return text.isEmpty() ? PeerRows.NOT_MEASURED : Long.parseLong(text);
    }

    private static int address(String text, PeerRows rows) throws IOException {
        if (!isIpv6(text)) {
            return ipv4(text);
        }
        // a literal: nothing is looked up
        byte[] bytes = InetAddress.getByName(text).getAddress();
        ByteBuffer words = ByteBuffer.wrap(bytes);
        if (bytes.length == IPV4_BYTES) {
            return rows.addIpv6(0, IPV4_MAPPED | Integer.toUnsignedLong(words.getInt()));
        }
        return rows.addIpv6(words.getLong(), words.getLong());
    }

    private static int ipv4(String text) {
        int address = 0;
        int octet = 0;
        for (int i = 0; i < text.length(); i++) {
            char next = text.charAt(i);
            if (next == '.') {
                address = address << 8 | octet;
                octet = 0;
            } else {
                octet = octet * 10 + (next - '0');
            }
        }
        return address << 8 | octet;
    }
}
