package io.github.flowlog.oracle;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads address text by regular expression and splitting, and writes it as RFC 5952 asks. */
public final class PlainAddress {
    private static final Pattern OCTET = Pattern.compile("0|[1-9][0-9]{0,2}");
    private static final Pattern GROUP = Pattern.compile("[0-9A-Fa-f]{1,4}");
    private static final int GROUPS = 8;

    private PlainAddress() {}

    /** The canonical text of an address, or nothing when the text is no address. */
    public static Optional<String> canonical(String text) {
        return text.contains(":")
                ? ipv6Groups(text).map(PlainAddress::writeIpv6)
                : ipv4Octets(text).map(octets -> text);
    }

    private static Optional<List<Integer>> ipv4Octets(String text) {
        List<Integer> octets = new ArrayList<>();
        for (String octet : text.split("\\.", -1)) {
            if (!OCTET.matcher(octet).matches() || Integer.parseInt(octet) > 255) {
                return Optional.empty();
            }
            octets.add(Integer.parseInt(octet));
        }
        return octets.size() == 4 ? Optional.of(octets) : Optional.empty();
    }

    private static Optional<List<Integer>> ipv6Groups(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            return groups(text, true).filter(groups -> groups.size() == GROUPS);
        }
        String before = text.substring(0, gap);
        String behind = text.substring(gap + 2);
        Optional<List<Integer>> head = before.isEmpty() ? Optional.of(List.of()) : groups(before, false);
        Optional<List<Integer>> tail = behind.isEmpty() ? Optional.of(List.of()) : groups(behind, true);
        if (head.isEmpty() || tail.isEmpty()) {
            return Optional.empty();
        }
        int missing = GROUPS - head.get().size() - tail.get().size();
        if (missing < 1) {
            return Optional.empty();
        }
        List<Integer> all = new ArrayList<>(head.get());
        all.addAll(Collections.nCopies(missing, 0));
        all.addAll(tail.get());
        return Optional.of(all);
    }

    /** Groups without a gap; the last one may be a dotted quad that stands for two, where the address ends there. */
    private static Optional<List<Integer>> groups(String text, boolean endsAddress) {
        List<Integer> groups = new ArrayList<>();
        String[] parts = text.split(":", -1);
        for (int i = 0; i < parts.length; i++) {
            if (GROUP.matcher(parts[i]).matches()) {
                groups.add(Integer.parseInt(parts[i], 16));
            } else {
                Optional<List<Integer>> octets = ipv4Octets(parts[i]);
                if (!endsAddress || i < parts.length - 1 || octets.isEmpty()) {
                    return Optional.empty();
                }
                groups.add(octets.get().get(0) * 256 + octets.get().get(1));
                groups.add(octets.get().get(2) * 256 + octets.get().get(3));
            }
        }
        return Optional.of(groups);
    }

    private static String writeIpv6(List<Integer> groups) {
        if (groups.subList(0, 5).stream().allMatch(group -> group == 0) && groups.get(5) == 0xFFFF) {
            int high = groups.get(6);
            int low = groups.get(7);
            return "::ffff:" + high / 256 + "." + high % 256 + "." + low / 256 + "." + low % 256;
        }
        int bestFrom = 0;
        int bestLength = 0;
        for (int from = 0; from < GROUPS; from++) {
            int length = 0;
            while (from + length < GROUPS && groups.get(from + length) == 0) {
                length++;
            }
            if (length > bestLength) {
                bestFrom = from;
                bestLength = length;
            }
        }
        if (bestLength < 2) {
            return hex(groups);
        }
        return hex(groups.subList(0, bestFrom)) + "::" + hex(groups.subList(bestFrom + bestLength, GROUPS));
    }

    private static String hex(List<Integer> groups) {
        return String.join(":", groups.stream().map(Integer::toHexString).toList());
    }
}
