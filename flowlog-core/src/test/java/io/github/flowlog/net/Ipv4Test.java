package io.github.flowlog.net;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

class Ipv4Test {

    private static final String FAULT = "fault: ";

    @ParameterizedTest(name = "{0}: {1}")
    @CsvFileSource(resources = "/spec/ipv4.csv", delimiter = '|', quoteCharacter = '"', numLinesToSkip = 1)
    void followsTheSpecTable(String id, String text, String expected, String source) {
        byte[] bytes = text.getBytes(US_ASCII);
        long address = Ipv4.tryParse(bytes, 0, bytes.length);
        String fault = Ipv4.explain(bytes, 0, bytes.length);

        if (expected.startsWith(FAULT)) {
            assertThat(address).as("%s, %s", id, source).isEqualTo(-1);
            assertThat(fault).as("%s, %s", id, source).isEqualTo(expected.substring(FAULT.length()));
        } else {
            assertThat(address).as("%s, %s", id, source).isBetween(0L, 0xFFFF_FFFFL);
            assertThat(Ipv4.format((int) address)).as("%s, %s", id, source).isEqualTo(expected);
            assertThat(fault).as("%s, %s", id, source).isNull();
        }
    }

    @Test
    void keepsNetworkOrder() {
        assertThat(Ipv4.parse("10.0.0.1")).isEqualTo(0x0A000001);
        assertThat(Ipv4.parse("255.255.255.255")).isEqualTo(-1);
        assertThat(Ipv4.format(0x0A000001)).isEqualTo("10.0.0.1");
    }

    @Test
    void readsOnlyItsRange() {
        byte[] text = "99910.0.0.1999".getBytes(US_ASCII);

        assertThat(Ipv4.tryParse(text, 3, 11)).isEqualTo(0x0A000001);
        assertThat(Ipv4.tryParse(text, 3, 10)).isEqualTo(-1);
        assertThat(Ipv4.explain(text, 3, 11)).isNull();
        assertThat(Ipv4.explain(text, 3, 10)).isEqualTo("empty octet");
        assertThat(Ipv4.tryParse(text, text.length, text.length)).isEqualTo(-1);
    }

    @Test
    void refusesBytesOutsideAscii() {
        for (int octet = 0x80; octet <= 0xFF; octet++) {
            byte[] text = "10.0.0.1".getBytes(US_ASCII);
            text[7] = (byte) octet;
            assertThat(Ipv4.tryParse(text, 0, text.length)).isEqualTo(-1);
            assertThat(Ipv4.explain(text, 0, text.length)).isEqualTo("not a digit");
        }
    }

    @Test
    void refusesDigitsOfOtherScripts() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Ipv4.parse("10.0.0.\u0661"))
                .withMessage("bad IPv4 address \"10.0.0.?\": not a digit");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Ipv4.parse("10.0.0.\u0131")) // its last eight bits are those of "1"
                .withMessage("bad IPv4 address \"10.0.0.?\": not a digit");
    }

    @Test
    void quotesTheTextAndNamesTheFault() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Ipv4.parse("10.0.0.256"))
                .withMessage("bad IPv4 address \"10.0.0.256\": octet above 255");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Ipv4.parse(""))
                .withMessage("bad IPv4 address \"\": empty text");
    }

    @Test
    void quotesWhatIsPrintable() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Ipv4.parse(" !}~\u001f\u007f\u0080"))
                .withMessage("bad IPv4 address \" !}~???\": not a digit");
    }

    @Test
    void quotesNoMoreThan64PrintableCharacters() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Ipv4.parse("1\n" + "x".repeat(62)))
                .withMessage("bad IPv4 address \"1?" + "x".repeat(62) + "\": not a digit");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Ipv4.parse("1\u0000" + "x".repeat(1_000_000)))
                .withMessage("bad IPv4 address \"1?" + "x".repeat(59) + "...\": not a digit");
    }

    @Test
    void writesWithinFifteenBytes() {
        byte[] out = new byte[17];
        Arrays.fill(out, (byte) '#');

        assertThat(Ipv4.write(0xFFFFFFFF, out, 1)).isEqualTo(16);
        assertThat(new String(out, US_ASCII)).isEqualTo("#255.255.255.255#");

        Arrays.fill(out, (byte) '#');
        assertThat(Ipv4.write(0x01020304, out, 1)).isEqualTo(8);
        assertThat(new String(out, US_ASCII)).startsWith("#1.2.3.4").endsWith("#");
        assertThatThrownBy(() -> Ipv4.write(0xFFFFFFFF, new byte[14], 0)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"10.0.0.0", "10.255.255.255", "172.16.0.0", "172.31.255.255", "192.168.0.0", "192.168.255.255"})
    void countsRfc1918AsPrivate(String address) {
        assertThat(Ipv4.isPrivate(Ipv4.parse(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "9.255.255.255",
                "11.0.0.0",
                "138.0.0.1",
                "172.15.255.255",
                "172.32.0.0",
                "192.167.255.255",
                "192.169.0.0",
                "100.64.0.1",
                "127.0.0.1",
                "169.254.1.1",
                "168.63.129.16",
                "255.255.255.255"
            })
    void countsTheRestAsPublic(String address) {
        assertThat(Ipv4.isPrivate(Ipv4.parse(address))).isFalse();
    }
}
