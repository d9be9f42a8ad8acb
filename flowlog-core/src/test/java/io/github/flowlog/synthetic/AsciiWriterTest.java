package io.github.flowlog.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AsciiWriterTest {

    private final long seed = Documents.seed();
    private final AsciiWriter writer = new AsciiWriter();

    @ParameterizedTest
    @CsvSource({
        "0, 0, ::",
        "0, 1, ::1",
        "2306139568115548160, 1, 2001:db8::1",
        "2306139568115548160, 281474976710657, 2001:db8::1:0:0:1",
        "281483566645249, 281479271743489, 1:2:0:1:1:1:1:1",
        "281474976710656, 0, 1::",
        "4294967296, 65536, 0:1::1:0",
    })
    void writesIpv6AsRfc5952(long high, long low, String expected) {
        writer.ipv6(high, low);
        assertThat(text()).isEqualTo(expected);
    }

    @Test
    void writesAddressesAndNumbersThatReadBack() throws UnknownHostException {
        SeededRandom random = new SeededRandom(seed);
        for (int i = 0; i < 20_000; i++) {
            long high = sparse(random);
            long low = sparse(random);
            writer.ipv6(high, low);
            byte[] ipv6 = ByteBuffer.allocate(16).putLong(high).putLong(low).array();
            assertThat(InetAddress.getByName(text())).as("seed %d", seed).isEqualTo(InetAddress.getByAddress(ipv6));

            writer.ipv4((int) high);
            byte[] ipv4 = ByteBuffer.allocate(4).putInt((int) high).array();
            assertThat(text())
                    .as("seed %d", seed)
                    .isEqualTo(InetAddress.getByAddress(ipv4).getHostAddress());

            long number = random.logUniform();
            assertThat(writer.decimal(number).drain()).asString().isEqualTo(Long.toString(number));
        }
        assertThat(writer.decimal(Long.MAX_VALUE).drain()).asString().isEqualTo("9223372036854775807");
    }

    @Test
    void writesUtf8LikeTheJdk() {
        for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint += 7) {
            if (codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE) {
                writer.utf8(codePoint);
                assertThat(writer.drain())
                        .isEqualTo(Character.toString(codePoint).getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    /** Zero groups in random places, an upper half that is not that of an embedded IPv4 address. */
    private static long sparse(SeededRandom random) {
        long value = 0;
        for (int i = 0; i < 4; i++) {
            value = value << 16 | (random.chance(500) ? 0 : random.below(65536));
        }
        return value;
    }

    private String text() {
        return new String(writer.drain(), StandardCharsets.US_ASCII);
    }
}
