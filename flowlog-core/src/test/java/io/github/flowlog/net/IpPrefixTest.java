package io.github.flowlog.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class IpPrefixTest {

    private static final String FAULT = "fault: ";
    private static final int CASES = 20_000;

    private final Seeded seeded = Seeded.fresh();

    @ParameterizedTest(name = "{0}: {1}")
    @CsvFileSource(resources = "/spec/prefix.csv", delimiter = '|', quoteCharacter = '"', numLinesToSkip = 1)
    void followsTheSpecTable(String id, String text, String expected, String source) {
        if (expected.startsWith(FAULT)) {
            assertThatIllegalArgumentException()
                    .as("%s, %s", id, source)
                    .isThrownBy(() -> IpPrefix.parse(text))
                    .withMessage("bad prefix \"" + text + "\": " + expected.substring(FAULT.length()));
        } else {
            IpPrefix prefix = IpPrefix.parse(text);
            assertThat(prefix).as("%s, %s", id, source).hasToString(expected);
            assertThat(IpPrefix.parse(expected)).as("%s, %s", id, source).isEqualTo(prefix);
        }
    }

    @Test
    void refusesPartsThatDoNotBelongTogether() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IpPrefix.ofIpv4(0x0A010203, 8))
                .withMessage("bad prefix 10.1.2.3/8: bits set behind the prefix length, use 10.0.0.0/8");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IpPrefix.ofIpv6(0x20010DB8_00000000L, 1, 64))
                .withMessage("bad prefix 2001:db8::1/64: bits set behind the prefix length, use 2001:db8::/64");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IpPrefix.ofIpv4(0, 33))
                .withMessage("bad prefix length 33: expected 0 to 32 for IPV4");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IpPrefix.ofIpv6(0, 0, -1))
                .withMessage("bad prefix length -1: expected 0 to 128 for IPV6");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new IpPrefix(IpFamily.IPV4, 0, 1L << 32, 0))
                .withMessage("bad IPv4 prefix: the address has more than 32 bits");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new IpPrefix(IpFamily.IPV4, 1, 0, 0))
                .withMessage("bad IPv4 prefix: the address has more than 32 bits");
    }

    @Test
    void keepsTheFamiliesApart() {
        assertThat(IpPrefix.parse("::/0").containsIpv4(0)).isFalse();
        assertThat(IpPrefix.parse("::ffff:0:0/96").containsIpv4(0)).isFalse();
        assertThat(IpPrefix.parse("0.0.0.0/0").containsIpv6(0, 0)).isFalse();
    }

    @Test
    void clearsTheBitsBehindTheLengthWhenAsked() {
        assertThat(IpPrefix.maskedIpv4(0x0A010203, 8)).hasToString("10.0.0.0/8");
        assertThat(IpPrefix.maskedIpv6(0x20010DB8_00000000L, 1, 64)).hasToString("2001:db8::/64");
        assertThat(IpPrefix.parseMasked("10.1.2.3/8")).hasToString("10.0.0.0/8");
        assertThat(IpPrefix.parseMasked("2001:DB8::1/127")).hasToString("2001:db8::/127");
        assertThat(IpPrefix.parseMasked("255.255.255.255/0")).hasToString("0.0.0.0/0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IpPrefix.parseMasked("10.1.2.3"))
                .withMessage("bad prefix \"10.1.2.3\": no prefix length, use 10.1.2.3/32 for this address alone");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IpPrefix.maskedIpv4(0, 33))
                .withMessage("bad prefix length 33: expected 0 to 32 for IPV4");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IpPrefix.maskedIpv6(0, 0, -1))
                .withMessage("bad prefix length -1: expected 0 to 128 for IPV6");
    }

    @Test
    void listsByFamilyAddressAndLength() {
        List<String> listed = List.of(
                "0.0.0.0/0", "10.0.0.0/8", "10.0.0.0/9", "127.0.0.0/8", "128.0.0.0/1", "::/0", "7fff::/16", "8000::/1");
        List<IpPrefix> shuffled =
                new ArrayList<>(listed.stream().map(IpPrefix::parse).toList());
        Collections.reverse(shuffled);
        Collections.sort(shuffled);

        assertThat(shuffled).map(IpPrefix::toString).isEqualTo(listed);
    }

    @Test
    void containsAPrefixWhenItHoldsItsFirstAndLastAddress() {
        for (int i = 0; i < CASES; i++) {
            List<IpPrefix> related = seeded.relatedPrefixes(2);
            IpPrefix one = related.get(0);
            IpPrefix other = related.get(1);
            boolean sameFamily = one.family() == other.family();
            boolean first = one.family() == IpFamily.IPV4
                    ? one.containsIpv4((int) other.low())
                    : one.containsIpv6(other.high(), other.low());
            boolean last = one.family() == IpFamily.IPV4
                    ? one.containsIpv4((int) other.lastLow())
                    : one.containsIpv6(other.lastHigh(), other.lastLow());

            assertThat(one.contains(other)).as(seeded.repeat(one + " " + other)).isEqualTo(sameFamily && first && last);
            assertThat(one.contains(one)).isTrue();
        }
        assertThat(IpPrefix.parse("::/0").contains(IpPrefix.parse("0.0.0.0/0"))).isFalse();
        assertThat(IpPrefix.parse("0.0.0.0/0").contains(IpPrefix.parse("::/128")))
                .isFalse();
    }

    @Test
    void holdsExactlyTheAddressesFromItsFirstToItsLast() {
        for (int i = 0; i < CASES; i++) {
            IpPrefix prefix = seeded.prefix();
            int bits = prefix.family().bits();
            BigInteger first = unsigned(prefix.high(), prefix.low());
            BigInteger last =
                    first.add(BigInteger.ONE.shiftLeft(bits - prefix.length())).subtract(BigInteger.ONE);

            assertThat(unsigned(prefix.lastHigh(), prefix.lastLow()))
                    .as(seeded.repeat(prefix.toString()))
                    .isEqualTo(last);
            assertHolds(prefix, first, true);
            assertHolds(prefix, last, true);
            assertHolds(prefix, first.subtract(BigInteger.ONE), false);
            assertHolds(prefix, last.add(BigInteger.ONE), false);
            assertThat(IpPrefix.parse(prefix.toString())).isEqualTo(prefix);
        }
    }

    private void assertHolds(IpPrefix prefix, BigInteger address, boolean expected) {
        if (address.signum() < 0 || address.bitLength() > prefix.family().bits()) {
            return; // beside the first or the last address of the family there is none
        }
        boolean holds = prefix.family() == IpFamily.IPV4
                ? prefix.containsIpv4(address.intValue())
                : prefix.containsIpv6(address.shiftRight(64).longValue(), address.longValue());
        assertThat(holds).as(seeded.repeat(prefix + " " + address.toString(16))).isEqualTo(expected);
    }

    private static BigInteger unsigned(long high, long low) {
        return new BigInteger(Long.toUnsignedString(high))
                .shiftLeft(64)
                .add(new BigInteger(Long.toUnsignedString(low)));
    }
}
