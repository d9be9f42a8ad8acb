package io.github.flowlog.synthetic;

import java.util.Locale;

/** Addresses as text: IPv4, and IPv6 in every spelling that RFC 4291 allows. */
final class AwkwardAddress {

    private AwkwardAddress() {}

    static String ipv4(SeededRandom random) {
        return random.below(256) + "." + random.below(256) + "." + random.below(256) + "." + random.below(256);
    }

    static String ipv6(SeededRandom random) {
        boolean embedded = random.chance(250);
        int groups = embedded ? 6 : 8;
        int[] values = new int[groups];
        for (int i = 0; i < groups; i++) {
            values[i] = random.chance(400) ? 0 : random.below(1 << random.between(1, 16));
        }
        // "::" stands for one zero group or more, not necessarily for the longest run.
        int gapStart = random.chance(600) ? random.below(groups) : groups;
        int gapEnd = Math.min(groups, gapStart + random.between(1, groups));
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < groups; i++) {
            if (i >= gapStart && i < gapEnd) {
                if (i == gapStart) {
                    text.append("::");
                }
                continue;
            }
            separate(text);
            String hex = Integer.toHexString(values[i]);
            int zeros = random.chance(300) ? random.between(0, 4 - hex.length()) : 0;
            text.append("0".repeat(zeros)).append(random.chance(300) ? hex.toUpperCase(Locale.ROOT) : hex);
        }
        if (embedded) {
            separate(text);
            text.append(ipv4(random));
        }
        return text.toString();
    }

    private static void separate(StringBuilder text) {
        if (text.length() > 0 && text.charAt(text.length() - 1) != ':') {
            text.append(':');
        }
    }
}
