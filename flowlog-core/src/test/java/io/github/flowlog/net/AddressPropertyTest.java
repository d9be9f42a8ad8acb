package io.github.flowlog.net;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class AddressPropertyTest {

    private static final int CASES = 100_000;

    /** Bytes that addresses are made of, and their neighbours; the rest of a mutation's bytes are any. */
    private static final byte[] LIKELY = "0123456789abcdefABCDEF:::....%/[]gG@` -".getBytes(US_ASCII);

    private final Seeded seeded = Seeded.fresh();

    @Test
    void ipv4TextComesBack() throws UnknownHostException {
        for (int i = 0; i < CASES; i++) {
            int address = seeded.ipv4();
            String text = Ipv4.format(address);

            assertThat(text).as(seeded.repeat("format")).isEqualTo(PlainAddresses.ipv4Text(address));
            assertThat(text)
                    .as(seeded.repeat("format and the JDK"))
                    .isEqualTo(InetAddress.getByAddress(octets(address)).getHostAddress());
            assertThat(Ipv4.parse(text)).as(seeded.repeat(text)).isEqualTo(address);
        }
    }

    @Test
    void everyOctetComesBackAtEveryPlace() {
        for (int place = 0; place < 4; place++) {
            for (int octet = 0; octet < 256; octet++) {
                int shift = 8 * place;
                int address = (0x01020304 & ~(0xFF << shift)) | (octet << shift);
                assertThat(Ipv4.format(address)).isEqualTo(PlainAddresses.ipv4Text(address));
                assertThat(Ipv4.parse(Ipv4.format(address))).isEqualTo(address);
            }
        }
    }

    @Test
    void ipv6TextComesBack() throws UnknownHostException {
        for (int i = 0; i < CASES; i++) {
            assertTextComesBack(seeded.ipv6Half(), seeded.ipv6Half());
        }
    }

    @Test
    void ipv4MappedTextComesBack() throws UnknownHostException {
        for (int i = 0; i < CASES; i++) {
            assertTextComesBack(0, 0xFFFF_0000_0000L | Integer.toUnsignedLong(seeded.ipv4()));
        }
    }

    private void assertTextComesBack(long high, long low) throws UnknownHostException {
        String text = Ipv6.format(high, low);
        Inet6Address jdk = Inet6Address.getByAddress(null, octets(high, low), -1);

        assertThat(text).as(seeded.repeat("format")).isEqualTo(PlainAddresses.ipv6Text(high, low));
        assertThat(parsedIpv6(text)).as(seeded.repeat(text)).containsExactly(high, low);
        assertThat(parsedIpv6(jdk.getHostAddress())).as(seeded.repeat(text)).containsExactly(high, low);
    }

    @Test
    void anySpellingOfAnIpv6AddressIsRead() {
        for (int i = 0; i < CASES; i++) {
            long high = seeded.ipv6Half();
            long low = seeded.ipv6Half();
            String text = spelling(PlainAddresses.ipv6Groups(high, low));

            assertThat(parsedIpv6(text)).as(seeded.repeat(text)).containsExactly(high, low);
        }
    }

    @Test
    void mutatedIpv4IsJudgedAsByThePlainReader() {
        for (int i = 0; i < CASES; i++) {
            byte[] text = mutated(Ipv4.format(seeded.ipv4()).getBytes(US_ASCII));
            byte[] framed = framed(text);
            String latin = new String(text, ISO_8859_1);

            long address = Ipv4.tryParse(framed, 2, 2 + text.length);

            assertThat(address).as(seeded.repeat(latin)).isEqualTo(PlainAddresses.ipv4(latin));
            assertThat(Ipv4.explain(framed, 2, 2 + text.length) == null)
                    .as(seeded.repeat("explain " + latin))
                    .isEqualTo(address >= 0);
        }
    }

    @Test
    void mutatedIpv6IsJudgedAsByThePlainReader() {
        for (int i = 0; i < CASES; i++) {
            byte[] text = mutated(spelling(PlainAddresses.ipv6Groups(seeded.ipv6Half(), seeded.ipv6Half()))
                    .getBytes(US_ASCII));
            byte[] framed = framed(text);
            String latin = new String(text, ISO_8859_1);
            List<Integer> expected = PlainAddresses.ipv6(latin);
            long[] address = {-7, -7};

            boolean parsed = Ipv6.tryParse(framed, 2, 2 + text.length, address, 0);

            assertThat(parsed).as(seeded.repeat(latin)).isEqualTo(expected != null);
            assertThat(Ipv6.explain(framed, 2, 2 + text.length) == null)
                    .as(seeded.repeat("explain " + latin))
                    .isEqualTo(parsed);
            if (parsed) {
                assertThat(PlainAddresses.ipv6Groups(address[0], address[1]))
                        .as(seeded.repeat(latin))
                        .isEqualTo(expected);
            } else {
                assertThat(address).as(seeded.repeat(latin)).containsExactly(-7, -7);
            }
        }
    }

    /** One of the many texts of an address: any zero run as "::", padded groups, either case, sometimes a dotted quad. */
    private String spelling(List<Integer> groups) {
        StringBuilder text = new StringBuilder();
        int gapStart = seeded.below(8);
        int gapEnd = gapStart;
        while (gapEnd < 8 && groups.get(gapEnd) == 0 && seeded.below(8) != 0) {
            gapEnd++;
        }
        boolean quad = seeded.below(4) == 0 && (gapEnd <= 6 || gapEnd == gapStart);
        int i = 0;
        while (i < 8) {
            if (i == gapStart && gapEnd > gapStart) {
                text.append("::");
                i = gapEnd;
                continue;
            }
            boolean behindGap = i == gapEnd && gapEnd > gapStart;
            text.append(i == 0 || behindGap ? "" : ":");
            if (quad && i == 6) {
                int address = (groups.get(6) << 16) | groups.get(7);
                return text.append(PlainAddresses.ipv4Text(address)).toString();
            }
            int width = 1 + seeded.below(4);
            String group = String.format(Locale.ROOT, "%0" + width + "x", groups.get(i));
            text.append(seeded.below(2) == 0 ? group : group.toUpperCase(Locale.ROOT));
            i++;
        }
        return text.toString();
    }

    /** One byte replaced, inserted or removed. */
    private byte[] mutated(byte[] text) {
        int at = seeded.below(text.length);
        byte octet = seeded.below(8) == 0 ? seeded.octet() : LIKELY[seeded.below(LIKELY.length)];
        int removed = seeded.below(2);
        int inserted = removed == 0 ? 1 : seeded.below(2);
        ByteBuffer mutant =
                ByteBuffer.allocate(text.length - removed + inserted).put(text, 0, at);
        if (inserted == 1) {
            mutant.put(octet);
        }
        return mutant.put(text, at + removed, text.length - at - removed).array();
    }

    /** The text between bytes that would belong to an address, so that a read outside the range shows. */
    private static byte[] framed(byte[] text) {
        return ByteBuffer.allocate(text.length + 4)
                .put((byte) '1')
                .put((byte) ':')
                .put(text)
                .put((byte) '1')
                .put((byte) '1')
                .array();
    }

    private static long[] parsedIpv6(String text) {
        byte[] bytes = text.getBytes(US_ASCII);
        long[] address = new long[2];
        assertThat(Ipv6.tryParse(bytes, 0, bytes.length, address, 0)).as(text).isTrue();
        return address;
    }

    private static byte[] octets(int address) {
        return ByteBuffer.allocate(4).putInt(address).array();
    }

    private static byte[] octets(long high, long low) {
        return ByteBuffer.allocate(16).putLong(high).putLong(low).array();
    }
}
