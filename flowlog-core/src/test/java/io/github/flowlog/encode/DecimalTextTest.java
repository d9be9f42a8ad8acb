package io.github.flowlog.encode;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DecimalTextTest {

    @Test
    void writesNumbersAroundEachPowerOfTwoAndTen() {
        List<Long> values = new ArrayList<>(List.of(0L, 1L, 9L, Long.MAX_VALUE - 1, Long.MAX_VALUE));
        for (long power = 10; power > 0 && power <= 1_000_000_000_000_000_000L; power *= 10) {
            values.addAll(List.of(power - 1, power, power + 1));
            if (power == 1_000_000_000_000_000_000L) {
                break;
            }
        }
        for (int bit = 1; bit < 63; bit++) {
            values.addAll(List.of((1L << bit) - 1, 1L << bit, (1L << bit) + 1));
        }

        assertThat(values).allSatisfy(value -> assertThat(text(value)).isEqualTo(Long.toString(value)));
    }

    @Test
    void writesEveryPort() {
        for (int port = 0; port <= 0xFFFF; port++) {
            assertThat(text(port)).isEqualTo(Integer.toString(port));
        }
    }

    private static String text(long value) {
        byte[] out = new byte[DecimalText.MAX_LENGTH + 2];
        int end = DecimalText.write(value, out, 1);
        return new String(out, 1, end - 1, StandardCharsets.US_ASCII);
    }
}
