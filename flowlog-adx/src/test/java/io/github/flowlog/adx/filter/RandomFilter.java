package io.github.flowlog.adx.filter;

import io.github.flowlog.FlowState;
import io.github.flowlog.FlowType;
import io.github.flowlog.IpProtocol;
import io.github.flowlog.net.IpPrefix;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Expressions of every kind that have to do with given rows: their addresses and what is near, parts of their texts, and so on. */
final class RandomFilter {
    private static final List<String> COMPARISONS = List.of("<", "<=", "=", "!=", ">=", ">");
    private static final List<String> SCOPES =
            List.of("private", "public", "rfc1918", "platform", "link-local", "shared", "loopback", "multicast");

    private final Random random;
    private final List<String> addresses;
    private final List<String> texts;

    RandomFilter(Random random, List<String> addresses, List<String> texts) {
        this.random = random;
        this.addresses = addresses;
        this.texts = texts;
    }

    /** An expression of at most so many levels of parentheses. */
    String next(int depth) {
        if (depth == 0 || random.nextInt(4) == 0) {
            return condition();
        }
        return switch (random.nextInt(3)) {
            case 0 -> "not (" + next(depth - 1) + ")";
            case 1 -> "(" + next(depth - 1) + " or " + next(depth - 1) + ")";
            default -> "(" + next(depth - 1) + " and " + next(depth - 1) + ")";
        };
    }

    private String condition() {
        return switch (random.nextInt(16)) {
            case 0 -> pick("in", "out", "denied", "allowed", "encrypted", "any");
            case 1 -> "state " + pick(FlowState.values()).name();
            case 2 -> "type " + pick(FlowType.values()).text();
            case 3 -> "version " + pick(1, 2, 4);
            case 4 -> "proto " + list(() -> "\"" + IpProtocol.keyword(pick(1, 6, 17, random.nextInt(256))) + "\"");
            case 5, 6 -> pick("", "src ", "dst ") + "port " + list(this::ports);
            case 7 -> pick("", "src ", "dst ") + "scope " + list(() -> pick(SCOPES));
            case 8, 9, 10 -> pick("", "src ", "dst ") + "net " + list(this::prefix);
            case 11 ->
                pick("bytes", "packets") + pick("", " sent", " received") + " " + pick(COMPARISONS) + " " + count();
            case 12 -> "time " + pick(COMPARISONS) + " 2026-01-01T0" + random.nextInt(10) + ":0" + random.nextInt(10);
            case 13 -> "mac " + pick("000D3A*", "00*", "*A*", "\"\"", "*7*8*", "00224881*");
            default -> pick("rule", "acl", "resource", "encryption") + " " + list(this::pattern);
        };
    }

    private String list(Supplier<String> value) {
        return random.nextInt(3) > 0
                ? value.get()
                : Stream.generate(value).limit(1 + random.nextInt(12)).collect(Collectors.joining(", ", "in (", ")"));
    }

    private String ports() {
        int first = random.nextInt(random.nextBoolean() ? 1024 : 65536);
        return random.nextBoolean()
                ? pick("22", "443", "3389", "0", "65535")
                : first + "-" + Math.min(65535, 2 * first + 1);
    }

    private String prefix() {
        String address = pick(addresses);
        int bits = address.indexOf(':') < 0 ? 32 : 128;
        // one end of the lengths as often as those between, where most prefixes hold one row or all
        int length = pick(bits, random.nextInt(bits + 1), random.nextInt(bits + 1), 8 * random.nextInt(bits / 8 + 1));
        return IpPrefix.parseMasked(address + "/" + length).toString();
    }

    /** A text of a row, or what is left of it around a star, in any case. */
    private String pattern() {
        String text = pick(texts);
        int characters = text.codePointCount(0, text.length());
        int first = random.nextInt(characters + 1);
        int from = text.offsetByCodePoints(0, first);
        int to = text.offsetByCodePoints(from, random.nextInt(characters + 1 - first));
        String glob =
                pick(text, text.substring(0, from) + "*" + text.substring(to), "*" + text.substring(from, to) + "*");
        String cased = pick(glob, glob.toUpperCase(Locale.ROOT), glob.toLowerCase(Locale.ROOT));
        return "\"" + cased.replace("\"", "\"\"") + "\"";
    }

    private String count() {
        return pick("0", "1", "60", "1k", "1.5M", "9223372036854775807", Integer.toString(random.nextInt(5000)));
    }

    private <T> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    @SafeVarargs
    private <T> T pick(T... values) {
        return values[random.nextInt(values.length)];
    }
}
