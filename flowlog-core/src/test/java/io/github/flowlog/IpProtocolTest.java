package io.github.flowlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class IpProtocolTest {

    @ParameterizedTest
    @CsvSource({
        "0, HOPOPT",
        "1, ICMP",
        "2, IGMP",
        "4, IPv4",
        "6, TCP",
        "9, IGP",
        "10, BBN-RCC-MON",
        "17, UDP",
        "20, HMP",
        "30, NETBLT",
        "40, IL",
        "41, IPv6",
        "47, GRE",
        "50, ESP",
        "51, AH",
        "58, IPv6-ICMP",
        "60, IPv6-Opts",
        "61, 61",
        "62, CFTP",
        "63, 63",
        "68, 68",
        "70, VISA",
        "80, ISO-IP",
        "88, EIGRP",
        "89, OSPFIGP",
        "90, Sprite-RPC",
        "98, ENCAP",
        "99, 99",
        "100, GMTP",
        "103, PIM",
        "110, Compaq-Peer",
        "112, VRRP",
        "114, 114",
        "115, L2TP",
        "120, UTI",
        "124, ISIS over IPv4",
        "130, SPS",
        "132, SCTP",
        "135, Mobility Header",
        "139, HIP",
        "140, Shim6",
        "147, BIT-EMU",
        "148, 148",
        "253, 253",
        "255, 255"
    })
    void namesProtocolAsTheRegistryDoes(int number, String keyword) {
        assertThat(IpProtocol.keyword(number)).isEqualTo(keyword);
    }

    @Test
    void constantsAreTheNumbersOfTheirNames() {
        assertThat(List.of(IpProtocol.ICMP, IpProtocol.TCP, IpProtocol.UDP).stream()
                        .map(IpProtocol::keyword))
                .containsExactly("ICMP", "TCP", "UDP");
    }

    @Test
    void knowsAsManyKeywordsAsTheRegistryHas() {
        List<String> keywords = IntStream.range(0, 256)
                .filter(number -> !IpProtocol.keyword(number).equals(Integer.toString(number)))
                .mapToObj(IpProtocol::keyword)
                .toList();

        assertThat(keywords).hasSize(148 - 5);
        assertThat(keywords.stream().map(keyword -> keyword.toLowerCase(Locale.ROOT)))
                .doesNotHaveDuplicates();
        assertThat(keywords).allMatch(keyword -> keyword.matches("[A-Za-z0-9][A-Za-z0-9 ./+-]*"));
    }

    @Test
    void findsEachNumberByItsKeywordInAnyCase() {
        for (int number = 0; number < 256; number++) {
            String keyword = IpProtocol.keyword(number);

            assertThat(IpProtocol.numberOf(keyword)).isEqualTo(number);
            assertThat(IpProtocol.numberOf(keyword.toLowerCase(Locale.ROOT))).isEqualTo(number);
            assertThat(IpProtocol.numberOf(keyword.toUpperCase(Locale.ROOT))).isEqualTo(number);
            assertThat(IpProtocol.numberOf(Integer.toString(number))).isEqualTo(number);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "256", "1000000000000", "-1", "+6", "6 ", "TCP ", "tpc", "\u0131cmp", "\u0130CMP", "\u0666"})
    void knowsNoNumberOfOtherText(String text) {
        assertThat(IpProtocol.numberOf(text)).isEqualTo(-1);
    }

    @Test
    void refusesNumberThatDoesNotFitAByte() {
        assertThatThrownBy(() -> IpProtocol.keyword(256)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> IpProtocol.keyword(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    }
}
