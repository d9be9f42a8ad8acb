package io.github.flowlog.net;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Addresses by regular expressions, lists and strings: slow, short and independent of the code under test. */
final class PlainAddresses {

    private static final Pattern OCTET = Pattern.compile("0|[1-9][0-9]{0,2}");
    private static final Pattern GROUP = Pattern.compile("[0-9A-Fa-f]{1,4}");

    private PlainAddresses() {}

    static String ipv4Text(int address) {
        return String.format(
                Locale.ROOT,
                "%d.%d.%d.%d",
                address >>> 24,
                (address >>> 16) & 0xFF,
                (address >>> 8) & 0xFF,
                address & 0xFF);
    }

    /** Returns the address, or -1. */
    static long ipv4(String text) {
        String[] octets = text.split("\\.", -1);
        boolean valid = octets.length == 4
                && Arrays.stream(octets)
                        .allMatch(octet -> OCTET.matcher(octet).matches() && Integer.parseInt(octet) < 256);
        return valid ? Arrays.stream(octets).mapToLong(Long::parseLong).reduce(0, (a, b) -> a * 256 + b) : -1;
    }

    /** Returns the eight groups, or null. */
    static @Nullable List<Integer> ipv6(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            List<Integer> groups = groups(text, true);
            return groups != null && groups.size() == 8 ? groups : null;
        }
        List<Integer> head = gap == 0 ? List.of() : groups(text.substring(0, gap), false);
        List<Integer> tail = gap + 2 == text.length() ? List.of() : groups(text.substring(gap + 2), true);
        if (head == null || tail == null || head.size() + tail.size() > 7) {
            return null;
        }
        List<Integer> groups = new ArrayList<>(head);
        groups.addAll(Collections.nCopies(8 - head.size() - tail.size(), 0));
        groups.addAll(tail);
        return groups;
    }

    private static @Nullable List<Integer> groups(String text, boolean quadAllowed) {
        List<Integer> groups = new ArrayList<>();
        String[] parts = text.split(":", -1);
        for (int i = 0; i < parts.length; i++) {
            if (GROUP.matcher(parts[i]).matches()) {
                groups.add(Integer.parseInt(parts[i], 16));
            } else if (quadAllowed && i == parts.length - 1 && ipv4(parts[i]) >= 0) {
                groups.add((int) (ipv4(parts[i]) / 65536));
                groups.add((int) (ipv4(parts[i]) % 65536));
            } else {
                return null;
            }
        }
        return groups;
    }

    static List<Integer> ipv6Groups(long high, long low) {
        String digits = String.format(Locale.ROOT, "%016x%016x", high, low);
        return IntStream.range(0, 8)
                .mapToObj(i -> Integer.parseInt(digits.substring(4 * i, 4 * i + 4), 16))
                .collect(Collectors.toList());
    }

    /** RFC 5952 by trial: every way to put "::" in place of two or more zero groups; most groups wins, then the first place. */
    static String ipv6Text(long high, long low) {
        List<Integer> groups = ipv6Groups(high, low);
        if (groups.subList(0, 6).equals(List.of(0, 0, 0, 0, 0, 0xFFFF))) {
            return "::ffff:" + ipv4Text((int) low);
        }
        for (int length = 8; length >= 2; length--) {
            for (int start = 0; start + length <= 8; start++) {
                if (groups.subList(start, start + length).stream().allMatch(group -> group == 0)) {
                    return hex(groups.subList(0, start)) + "::" + hex(groups.subList(start + length, 8));
                }
            }
        }
        return hex(groups);
    }

    private static String hex(List<Integer> groups) {
        return groups.stream().map(Integer::toHexString).collect(Collectors.joining(":"));
    }
}
