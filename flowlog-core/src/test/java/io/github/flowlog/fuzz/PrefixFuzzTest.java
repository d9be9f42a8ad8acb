package io.github.flowlog.fuzz;

import io.github.flowlog.net.IpFamily;
import io.github.flowlog.net.IpPrefix;
import io.github.flowlog.net.Ipv4;
import io.github.flowlog.net.Ipv6;
import io.github.flowlog.net.NamedNetworks;
import io.github.flowlog.net.PrefixSet;
import io.github.flowlog.net.PrefixTable;
import io.github.flowlog.oracle.PlainAddress;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Prefixes: their text, and tables of them against a look at each prefix in turn.
 *
 * <p>The lines of an input are the texts of prefixes and of addresses. What is neither only has to be refused well.
 */
class PrefixFuzzTest {
    private static final int MAX_INPUT_BYTES = 1 << 10;
    private static final int LONGEST_MESSAGE = 300;

    @Test
    void holdsForTheCorpus() {
        corpus().replay(PrefixFuzzTest::fuzzerTestOneInput);
    }

    @Test
    @Tag("fuzz")
    void holdsForFreshInputs() throws IOException, InterruptedException {
        FuzzRun.of(PrefixFuzzTest.class, corpus(), MAX_INPUT_BYTES);
    }

    public static void fuzzerTestOneInput(byte[] input) {
        Set<IpPrefix> prefixes = new LinkedHashSet<>();
        List<BigInteger> ipv4 = new ArrayList<>();
        List<BigInteger> ipv6 = new ArrayList<>();
        for (String line : (Iterable<String>) new String(input, StandardCharsets.ISO_8859_1).lines()::iterator) {
            readPrefix(line).ifPresent(prefixes::add);
            PlainAddress.canonical(line.split("/", -1)[0])
                    .ifPresent(address -> (line.contains(":") ? ipv6 : ipv4).add(valueOf(address)));
        }
        for (IpPrefix prefix : prefixes) {
            addBorders(prefix, prefix.family() == IpFamily.IPV4 ? ipv4 : ipv6);
        }
        lookUp(List.copyOf(prefixes), ipv4, ipv6);
    }

    /** Reads a prefix with the bits behind its length cleared; strictly it is refused when there are any. */
    private static Optional<IpPrefix> readPrefix(String text) {
        Optional<String> masked = plainly(text, true);
        Optional<IpPrefix> prefix = parse(text, IpPrefix::parseMasked);
        Same.require("text of masked " + text, prefix.map(IpPrefix::toString), masked);
        Same.require("text of " + text, parse(text, IpPrefix::parse).map(IpPrefix::toString), plainly(text, false));
        prefix.ifPresent(read -> {
            Same.require("read again", IpPrefix.parse(read.toString()), read);
            Same.require(
                    "first address", valueOf(read), valueOf(masked.orElseThrow().split("/", -1)[0]));
        });
        return prefix;
    }

    private static Optional<IpPrefix> parse(String text, Function<String, IpPrefix> parser) {
        try {
            return Optional.of(parser.apply(text));
        } catch (IllegalArgumentException e) {
            String message = String.valueOf(e.getMessage());
            Same.require("length of message", message.length() < LONGEST_MESSAGE, true);
            Same.require("printable message", message.chars().allMatch(c -> c >= ' ' && c <= '~'), true);
            return Optional.empty();
        }
    }

    /** The canonical text of a prefix, or nothing when the text is none, or has bits behind its length that stay. */
    private static Optional<String> plainly(String text, boolean masked) {
        int slash = text.indexOf('/');
        Optional<String> address = slash < 0 ? Optional.empty() : PlainAddress.canonical(text.substring(0, slash));
        String length = text.substring(slash + 1);
        if (address.isEmpty() || !length.matches("0|[1-9][0-9]{0,2}")) {
            return Optional.empty();
        }
        int hostBits = bits(text) - Integer.parseInt(length);
        if (hostBits < 0) {
            return Optional.empty();
        }
        BigInteger value = valueOf(address.get());
        BigInteger rest = hostBitsOf(value, hostBits);
        if (rest.signum() != 0 && !masked) {
            return Optional.empty();
        }
        return Optional.of(textOf(value.subtract(rest), text.contains(":")) + "/" + length);
    }

    private static String textOf(BigInteger address, boolean isIpv6) {
        return isIpv6
                ? Ipv6.format(address.shiftRight(Long.SIZE).longValue(), address.longValue())
                : Ipv4.format(address.intValue());
    }

    private static int bits(String text) {
        return (text.contains(":") ? IpFamily.IPV6 : IpFamily.IPV4).bits();
    }

    private static BigInteger hostBitsOf(BigInteger address, int hostBits) {
        return address.mod(BigInteger.TWO.pow(hostBits));
    }

    private static BigInteger valueOf(IpPrefix prefix) {
        return new BigInteger(
                1,
                ByteBuffer.allocate(16)
                        .putLong(prefix.high())
                        .putLong(prefix.low())
                        .array());
    }

    private static BigInteger valueOf(String address) {
        byte[] ascii = address.getBytes(StandardCharsets.US_ASCII);
        if (!address.contains(":")) {
            return BigInteger.valueOf(Ipv4.tryParse(ascii, 0, ascii.length));
        }
        long[] halves = new long[2];
        Same.require("reads " + address, Ipv6.tryParse(ascii, 0, ascii.length, halves, 0), true);
        return new BigInteger(
                1, ByteBuffer.allocate(16).putLong(halves[0]).putLong(halves[1]).array());
    }

    /** The addresses at both borders of a prefix, and those beyond them. */
    private static void addBorders(IpPrefix prefix, List<BigInteger> addresses) {
        BigInteger size = BigInteger.TWO.pow(prefix.family().bits() - prefix.length());
        BigInteger all = BigInteger.TWO.pow(prefix.family().bits());
        BigInteger first = valueOf(prefix);
        addresses.add(first);
        addresses.add(first.add(size).subtract(BigInteger.ONE));
        addresses.add(first.add(size).mod(all));
        addresses.add(first.subtract(BigInteger.ONE).mod(all));
    }

    private static void lookUp(List<IpPrefix> prefixes, List<BigInteger> ipv4, List<BigInteger> ipv6) {
        PrefixTable.Builder<String> builder = PrefixTable.builder();
        prefixes.forEach(prefix -> builder.add(prefix, prefix.toString()));
        PrefixTable<String> table = builder.build();
        PrefixSet set = PrefixSet.of(prefixes);
        NamedNetworks names = NamedNetworks.of(
                prefixes.stream().collect(Collectors.toMap(Function.identity(), PrefixFuzzTest::nameOf)));
        for (BigInteger address : ipv4) {
            int expected = longest(prefixes, IpFamily.IPV4, address);
            Same.require("longest prefix", table.lookupIpv4(address.intValue()), expected);
            Same.require("whether the set holds it", set.containsIpv4(address.intValue()), expected >= 0);
            requireName(names, names.lookupIpv4(address.intValue()), prefixes, expected);
        }
        for (BigInteger address : ipv6) {
            int expected = longest(prefixes, IpFamily.IPV6, address);
            long high = address.shiftRight(Long.SIZE).longValue();
            Same.require("longest prefix", table.lookupIpv6(high, address.longValue()), expected);
            Same.require("whether the set holds it", set.containsIpv6(high, address.longValue()), expected >= 0);
            requireName(names, names.lookupIpv6(high, address.longValue()), prefixes, expected);
        }
    }

    /** Few names, so that neighbours and what is nested share them. */
    private static String nameOf(IpPrefix prefix) {
        return "name " + prefix.length() % 3;
    }

    private static void requireName(NamedNetworks names, int number, List<IpPrefix> prefixes, int expected) {
        Same.require("whether it has a name", number != NamedNetworks.NO_MATCH, expected >= 0);
        if (expected >= 0) {
            Same.require("name", names.name(number), nameOf(prefixes.get(expected)));
        }
    }

    private static int longest(List<IpPrefix> prefixes, IpFamily family, BigInteger address) {
        int best = PrefixTable.NO_MATCH;
        for (int i = 0; i < prefixes.size(); i++) {
            IpPrefix prefix = prefixes.get(i);
            BigInteger offset = address.subtract(valueOf(prefix));
            boolean holds = prefix.family() == family
                    && offset.signum() >= 0
                    && offset.bitLength() <= family.bits() - prefix.length();
            boolean product = family == IpFamily.IPV4
                    ? prefix.containsIpv4(address.intValue())
                    : prefix.containsIpv6(address.shiftRight(Long.SIZE).longValue(), address.longValue());
            Same.require("whether the prefix holds it", product, holds);
            if (holds && (best < 0 || prefix.length() > prefixes.get(best).length())) {
                best = i;
            }
        }
        return best;
    }

    private static FuzzCorpus corpus() {
        List<String> texts = SpecCells.second("prefix").toList();
        return FuzzCorpus.of(
                PrefixFuzzTest.class,
                Stream.concat(texts.stream(), Stream.of(String.join("\n", texts)))
                        .map(text -> text.getBytes(StandardCharsets.UTF_8)));
    }
}
