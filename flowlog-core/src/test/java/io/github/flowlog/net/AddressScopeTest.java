package io.github.flowlog.net;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class AddressScopeTest {

    private static final int CASES = 100_000;

    private final Seeded seeded = Seeded.fresh();

    @ParameterizedTest(name = "{0}: {1} to {2}")
    @CsvFileSource(resources = "/spec/scope.csv", delimiter = '|', numLinesToSkip = 1)
    void followsTheSpecTable(String id, String first, String last, AddressScope expected, String source) {
        assertThat(scopeOf(first)).as("%s, %s", id, source).isEqualTo(expected);
        assertThat(scopeOf(last)).as("%s, %s", id, source).isEqualTo(expected);
    }

    @Test
    void agreesWithTheTestsForPrivateAddresses() {
        for (int i = 0; i < CASES; i++) {
            int ipv4 = seeded.ipv4();
            long high = seeded.ipv6Half() ^ (long) seeded.octet() << 56;
            long low = seeded.ipv6Half();

            assertThat(AddressScope.ofIpv4(ipv4) == AddressScope.PRIVATE)
                    .as(seeded.repeat(Ipv4.format(ipv4)))
                    .isEqualTo(Ipv4.isPrivate(ipv4));
            assertThat(AddressScope.ofIpv6(high, low) == AddressScope.UNIQUE_LOCAL)
                    .as(seeded.repeat(Ipv6.format(high, low)))
                    .isEqualTo(Ipv6.isUniqueLocal(high));
        }
    }

    private static AddressScope scopeOf(String text) {
        if (text.indexOf(':') < 0) {
            return AddressScope.ofIpv4(Ipv4.parse(text));
        }
        byte[] bytes = text.getBytes(US_ASCII);
        long[] address = new long[2];
        assertThat(Ipv6.parse(bytes, 0, bytes.length, address, 0)).as(text).isTrue();
        return AddressScope.ofIpv6(address[0], address[1]);
    }
}
