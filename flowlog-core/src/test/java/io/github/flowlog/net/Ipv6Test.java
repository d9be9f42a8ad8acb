package io.github.flowlog.net;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

class Ipv6Test {

    private static final String FAULT = "fault: ";

    @ParameterizedTest(name = "{0}: {1}")
    @CsvFileSource(resources = "/spec/ipv6.csv", delimiter = '|', quoteCharacter = '"', numLinesToSkip = 1)
    void followsTheSpecTable(String id, String text, String expected, String source) {
        byte[] bytes = text.getBytes(US_ASCII);
        long[] address = {5, 6, 7, 8};
        boolean parsed = Ipv6.tryParse(bytes, 0, bytes.length, address, 1);
        String fault = Ipv6.explain(bytes, 0, bytes.length);

        if (expected.startsWith(FAULT)) {
            assertThat(parsed).as("%s, %s", id, source).isFalse();
            assertThat(fault).as("%s, %s", id, source).isEqualTo(expected.substring(FAULT.length()));
            assertThat(address).as("untouched").containsExactly(5, 6, 7, 8);
        } else {
            assertThat(parsed).as("%s, %s", id, source).isTrue();
            assertThat(Ipv6.format(address[1], address[2]))
                    .as("%s, %s", id, source)
                    .isEqualTo(expected);
            assertThat(fault).as("%s, %s", id, source).isNull();
            assertThat(address).as("neighbours").startsWith(5).endsWith(8);
        }
    }

    @Test
    void keepsNetworkOrder() {
        byte[] text = "2001:db8:1:2:3:4:5:6".getBytes(US_ASCII);
        long[] address = new long[2];

        assertThat(Ipv6.tryParse(text, 0, text.length, address, 0)).isTrue();
        assertThat(address).containsExactly(0x2001_0db8_0001_0002L, 0x0003_0004_0005_0006L);
    }

    @Test
    void readsCharactersOrNamesTheFault() {
        long[] address = {5, 6, 7};
        Ipv6.parse("2001:DB8::1", address, 1);

        assertThat(address).containsExactly(5, 0x2001_0db8_0000_0000L, 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Ipv6.parse("fe80::1%eth0", address, 0))
                .withMessage("bad IPv6 address \"fe80::1%eth0\": zone id not allowed");
        assertThat(address).as("untouched").containsExactly(5, 0x2001_0db8_0000_0000L, 1);
    }

    @Test
    void readsOnlyItsRange() {
        byte[] text = "f::1:2f".getBytes(US_ASCII);
        long[] address = new long[2];

        assertThat(Ipv6.tryParse(text, 1, 6, address, 0)).isTrue();
        assertThat(address).containsExactly(0, 0x1_0002);
        assertThat(Ipv6.tryParse(text, 1, 5, address, 0)).isFalse();
        assertThat(Ipv6.explain(text, 1, 5)).isEqualTo("single colon at the end");
        assertThat(Ipv6.tryParse(text, 2, 6, address, 0)).isFalse();
        assertThat(Ipv6.explain(text, 2, 6)).isEqualTo("single colon at the start");
        assertThat(Ipv6.tryParse(text, text.length, text.length, address, 0)).isFalse();
    }

    @Test
    void readsAnAddressFarInsideALog() {
        byte[] text = (" ".repeat(10_000) + "2001:db8::1,").getBytes(US_ASCII);
        long[] address = new long[2];

        assertThat(Ipv6.tryParse(text, 10_000, 10_011, address, 0)).isTrue();
        assertThat(address).containsExactly(0x2001_0db8_0000_0000L, 1);
    }

    @Test
    void refusesAnyByteThatIsNoHexadecimalDigit() {
        for (int octet = 0; octet < 256; octet++) {
            byte[] text = "2001:db8::1".getBytes(US_ASCII);
            text[10] = (byte) octet;
            boolean hexadecimal = octet < 0x80 && Character.digit(octet, 16) >= 0;
            assertThat(Ipv6.tryParse(text, 0, text.length, new long[2], 0))
                    .as("byte %d", octet)
                    .isEqualTo(hexadecimal);
        }
    }

    @Test
    void refusesTextLongerThanAnyAddress() {
        byte[] text = ("ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.255" + "0".repeat(100_000)).getBytes(US_ASCII);

        assertThat(Ipv6.tryParse(text, 0, 45, new long[2], 0)).isTrue();
        assertThat(Ipv6.tryParse(text, 0, 46, new long[2], 0)).isFalse();
        assertThat(Ipv6.tryParse(text, 0, text.length, new long[2], 0)).isFalse();
        assertThat(Ipv6.explain(text, 0, text.length)).isEqualTo("embedded IPv4 address: octet above 255");
    }

    @Test
    void writesWithinItsRoom() {
        byte[] out = new byte[47];
        Arrays.fill(out, (byte) '#');
        assertThat(Ipv6.write(-1, -1, out, 1)).isEqualTo(40);
        assertThat(new String(out, US_ASCII)).isEqualTo("#ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff#######");

        Arrays.fill(out, (byte) '#');
        assertThat(Ipv6.write(0, 0xFFFF_FFFF_FFFFL, out, 1)).isEqualTo(23);
        assertThat(new String(out, US_ASCII)).startsWith("#::ffff:255.255.255.255#");
        assertThatThrownBy(() -> Ipv6.write(-1, -1, new byte[38], 0)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "fc00::, true",
        "fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, true",
        "fbff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, false",
        "fe00::, false",
        "fe80::1, false",
        "::ffff:10.0.0.1, false",
        "7c00::, false",
        "2001:db8::1, false"
    })
    void countsOnlyUniqueLocalAddresses(String text, boolean expected) {
        long[] address = new long[2];
        Ipv6.parse(text, address, 0);

        assertThat(Ipv6.isUniqueLocal(address[0])).isEqualTo(expected);
    }
}
