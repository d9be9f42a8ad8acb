package io.github.flowlog.filter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flowlog.net.IpFamily;
import io.github.flowlog.net.IpPrefix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The texts that filters become; {@code -Dgolden.update} rewrites the file of them. */
class RenderingTest {

    @ParameterizedTest
    @MethodSource("pinned")
    void rendersAsWrittenDown(Rendering written) {
        assertThat(Rendering.of(written.filter())).isEqualTo(written);
    }

    static List<Rendering> pinned() throws IOException {
        List<Rendering> written = Rendering.pinned();
        if (System.getProperty("golden.update") == null) {
            return written;
        }
        assertThat(System.getenv("CI"))
                .as("CI compares golden files, it does not rewrite them")
                .isNotEqualTo("true");
        List<Rendering> rendered =
                written.stream().map(old -> Rendering.of(old.filter())).toList();
        Path file = Path.of(System.getProperty("flowlog.root"))
                .resolve("flowlog-core/src/test/resources")
                .resolve(Rendering.RESOURCE);
        Files.writeString(file, rendered.stream().map(Rendering::toString).collect(Collectors.joining("\n")));
        return rendered;
    }

    @Test
    void knowsNoAddressByAPartOfItsText() throws IOException {
        assertThat(Rendering.pinned())
                .allSatisfy(rendering -> assertThat(rendering.kql())
                        .doesNotContainPattern("Ip (contains|has|startswith|matches)")
                        .doesNotContainPattern("\\bhas"));
    }

    @Test
    void saysASetByItsComplementWhereThatIsShorter() {
        IpPrefix host = IpPrefix.parse("168.63.129.16/32");
        FlowFilter others = FlowFilter.parse("not src ip 168.63.129.16");
        AddressSet all = new AddressSet(List.of(IpPrefix.parse("0.0.0.0/0"), IpPrefix.parse("::/0")));

        assertThat(others.toSql()).isEqualTo("not(SrcIp = '168.63.129.16')");
        assertThat(FamilyAddresses.of(IpFamily.IPV4, all))
                .isEqualTo(new FamilyAddresses(IpFamily.IPV4, true, List.of()));
        List<IpPrefix> rest = IntStream.rangeClosed(1, 32)
                .mapToObj(length -> IpPrefix.maskedIpv4((int) host.low() ^ (1 << (32 - length)), length))
                .sorted()
                .toList();
        assertThat(FamilyAddresses.of(IpFamily.IPV4, new AddressSet(rest)))
                .isEqualTo(new FamilyAddresses(IpFamily.IPV4, true, List.of(host)));
        assertThat(new SqlRendering().render(new Condition.AddressIn(Side.SOURCE, new AddressSet(rest))))
                .isEqualTo("SrcIp not like '%:%' and not(SrcIp = '168.63.129.16')");
    }
}
