package io.github.flowlog.bench;

import io.github.flowlog.synthetic.GeneratedFormat;
import java.io.IOException;
import java.util.List;

/** What makes every second tuple of an ordinary log one that a parser for the usual tuple gives up. */
public enum SlowPath {
    /** Nothing: the ordinary log, IPv4 only, that the others are made from and compared with. */
    NONE {
        @Override
        String rewritten(long index, String tuple) {
            return tuple;
        }
    },
    /** Both addresses are IPv6, one at nearly full length and one with {@code ::}. */
    IPV6 {
        @Override
        String rewritten(long index, String tuple) {
            String[] fields = tuple.split(",", -1);
            fields[1] = "2603:1030:210:a:" + hex(fields[1], ":");
            fields[2] = "fd00:2a:b1::" + hex(fields[2], "");
            return String.join(",", fields);
        }

        private String hex(String ipv4, String separator) {
            StringBuilder text = new StringBuilder();
            for (String octet : ipv4.split("\\.")) {
                text.append(text.isEmpty() ? "" : separator).append(Integer.toHexString(Integer.parseInt(octet)));
            }
            // without separators the octets are cut into two groups of hex digits
            return separator.isEmpty() ? text.insert(text.length() / 2, ':').toString() : text.toString();
        }
    },
    /** One digit is written as a JSON escape. */
    ESCAPES {
        @Override
        String rewritten(long index, String tuple) {
            return tuple.replaceFirst("1", "\\\\u0031");
        }
    },
    /** All four counters have 19 digits, as many as fit. */
    LONG_COUNTERS {
        @Override
        String rewritten(long index, String tuple) {
            String[] fields = tuple.split(",", -1);
            for (int i = 1; i <= 4; i++) {
                fields[fields.length - i] = Long.toString(Long.MAX_VALUE - index - i);
            }
            return String.join(",", fields);
        }
    },
    /** The encryption is one that Azure does not document; VNet only. */
    UNKNOWN_ENCRYPTION {
        @Override
        String rewritten(long index, String tuple) {
            String[] fields = tuple.split(",", -1);
            fields[8] = "NX_NOT_YET_KNOWN";
            return String.join(",", fields);
        }
    };

    /** The formats whose tuples this kind has a field for. */
    List<GeneratedFormat> formats() {
        return switch (this) {
            case UNKNOWN_ENCRYPTION -> List.of(GeneratedFormat.VNET_V4);
            case LONG_COUNTERS -> List.of(GeneratedFormat.VNET_V4, GeneratedFormat.NSG_V2);
            case NONE, IPV6, ESCAPES ->
                List.of(GeneratedFormat.VNET_V4, GeneratedFormat.NSG_V2, GeneratedFormat.NSG_V1);
        };
    }

    /** A log of about {@code targetBytes} before every second tuple is rewritten. */
    byte[] log(GeneratedFormat format, long targetBytes, long seed) throws IOException {
        if (!formats().contains(format)) {
            throw new IllegalArgumentException(format + " has no " + this);
        }
        byte[] ordinary = Corpus.ofIpv4(format, targetBytes, seed).bytes();
        return CompactTuples.rewritten(ordinary, (index, tuple) -> index % 2 == 1 ? rewritten(index, tuple) : tuple);
    }

    abstract String rewritten(long index, String tuple);
}
