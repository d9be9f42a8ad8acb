package io.github.flowlog.net;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class AddressScopeTest {

    private static final int CASES = 100_000;

    private final Seeded seeded = Seeded.fresh();

    /** Every row of the two special-purpose registries, and what else has a scope; "-": no address, or not in a registry. */
    @ParameterizedTest(name = "{0}: {1}")
    @CsvFileSource(resources = "/spec/scope.csv", delimiter = '|', numLinesToSkip = 1, nullValues = "-")
    void followsTheSpecTable(
            String id,
            String text,
            AddressScope first,
            AddressScope last,
            @Nullable AddressScope before,
            @Nullable AddressScope behind,
            @Nullable String globallyReachable,
            String source) {
        IpPrefix prefix = IpPrefix.parse(text);

        assertThat(scopeOf(prefix.family(), prefix.high(), prefix.low()))
                .as("%s, %s", id, source)
                .isEqualTo(first);
        assertThat(scopeOf(prefix.family(), prefix.lastHigh(), prefix.lastLow()))
                .as("%s, %s", id, source)
                .isEqualTo(last);
        if (before != null) {
            long low = prefix.low() - 1;
            assertThat(scopeOf(prefix.family(), low == -1 ? prefix.high() - 1 : prefix.high(), low))
                    .as("before %s, %s", id, source)
                    .isEqualTo(before);
        }
        if (behind != null) {
            long low = prefix.lastLow() + 1;
            assertThat(scopeOf(prefix.family(), low == 0 ? prefix.lastHigh() + 1 : prefix.lastHigh(), low))
                    .as("behind %s, %s", id, source)
                    .isEqualTo(behind);
        }
        if (globallyReachable != null && first != AddressScope.IPV4_EMBEDDED) {
            assertThat(first == AddressScope.GLOBAL)
                    .as("%s, %s", id, source)
                    .isEqualTo(globallyReachable.equals("true"));
        }
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

    private static AddressScope scopeOf(IpFamily family, long high, long low) {
        return family == IpFamily.IPV4 ? AddressScope.ofIpv4((int) low) : AddressScope.ofIpv6(high, low);
    }
}
