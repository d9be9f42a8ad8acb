package io.github.flowlog.net;

import org.jspecify.annotations.Nullable;

/** Names the first fault in a text that is not an IPv6 address; a plain second reading of the grammar of {@link Ipv6#tryParse}. */
final class Ipv6Fault {

    private Ipv6Fault() {}

    static @Nullable String first(byte[] text, int from, int to) {
        if (from == to) {
            return "empty text";
        }
        boolean gap = Ipv6.startsWithGap(text, from, to);
        if (!gap && text[from] == ':') {
            return "single colon at the start";
        }
        int groups = 0;
        int at = gap ? from + 2 : from;
        while (at < to) {
            int end = endOfDigits(text, at, to);
            if (end < to && text[end] == '.') {
                String fault = Ipv4.explain(text, at, to);
                if (fault != null) {
                    return "embedded IPv4 address: " + fault;
                }
                return groups == 0 && !gap ? "IPv4 address, not IPv6" : ofCount(groups + 2, gap);
            }
            String fault = ofGroup(text, at, end, to);
            if (fault != null) {
                return fault;
            }
            groups++;
            if (end == to) {
                break;
            }
            boolean doubled = end + 1 < to && text[end + 1] == ':';
            if (end + 1 == to) {
                return "single colon at the end";
            }
            if (doubled && gap) {
                return "more than one ::";
            }
            if (groups == Ipv6.GROUPS) {
                return doubled ? ofCount(groups, true) : "more than eight groups";
            }
            gap |= doubled;
            at = doubled ? end + 2 : end + 1;
        }
        return ofCount(groups, gap);
    }

    private static int endOfDigits(byte[] text, int from, int to) {
        int at = from;
        while (at < to && Ipv6.isHexDigit(text[at])) {
            at++;
        }
        return at;
    }

    /** Names the fault of the digits {@code text[start, end)} or of the byte that stands behind them. */
    private static @Nullable String ofGroup(byte[] text, int start, int end, int to) {
        if (end - start > 4) {
            return "more than four digits in a group";
        }
        if (end == to) {
            return null;
        }
        return switch (text[end]) {
            case ':' -> end == start ? "more than two colons in a row" : null;
            case '%' -> "zone id not allowed";
            case '/' -> "prefix length not allowed";
            case '[', ']' -> "brackets not allowed";
            default -> "not a hexadecimal digit";
        };
    }

    private static @Nullable String ofCount(int groups, boolean gap) {
        if (groups > Ipv6.GROUPS) {
            return "more than eight groups";
        }
        if (gap) {
            return groups < Ipv6.GROUPS ? null : ":: stands for no group";
        }
        return groups == Ipv6.GROUPS ? null : "expected eight groups, found " + groups;
    }
}
