package io.github.flowlog.internal.column;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The dictionary of names that a hostile log may choose. */
final class StringDictionaryTest {
    private static final int PAIRS = 14;

    @Test
    void spreadsNamesThatDifferInHighBitsOnly() {
        StringDictionary dictionary = new StringDictionary();
        Set<Integer> hashes = new HashSet<>();
        for (int choice = 0; choice < 1 << PAIRS; choice++) {
            byte[] name = name(choice);
            hashes.add(dictionary.hash(name, 0, name.length));
        }

        // by chance, 2^14 hashes of 32 bits hold 0.03 pairs of equals
        assertThat(hashes).hasSizeGreaterThan((1 << PAIRS) - 10);
    }

    @Test
    void numbersStringsInTheOrderOfTheirFirstAppearance() {
        StringDictionary dictionary = new StringDictionary();
        for (int round = 0; round < 2; round++) {
            for (int i = 1; i <= 1_000; i++) {
                assertThat(code(dictionary, "rule-" + i)).isEqualTo(i);
            }
        }

        assertThat(dictionary.size()).isEqualTo(1_001);
        assertThat(dictionary.bytes()).isEqualTo(9 * 6 + 90 * 7 + 900 * 8 + 9);
        assertThat(dictionary.text(1_000)).isEqualTo("rule-1000");
        assertThat(code(dictionary, "")).isEqualTo(StringDictionary.EMPTY);
    }

    @Test
    void forgetsEverythingButTheEmptyString() {
        StringDictionary dictionary = new StringDictionary();
        code(dictionary, "a".repeat(3_000_000));
        dictionary.clear();

        assertThat(dictionary.size()).isEqualTo(1);
        assertThat(dictionary.bytes()).isZero();
        assertThat(code(dictionary, "b")).isEqualTo(1);
        assertThat(dictionary.text(1)).isEqualTo("b");
    }

    /** Blocks of 16 bytes, each in one of two forms, whose difference a multiplication by a known odd number carries along. */
    private static byte[] name(int choice) {
        byte[] name = "0".repeat(16 * PAIRS).getBytes(StandardCharsets.US_ASCII);
        for (int pair = 0; pair < PAIRS; pair++) {
            if ((choice >> pair & 1) != 0) {
                name[16 * pair + 7] ^= 0x40;
                name[16 * pair + 12] ^= 0x02;
                name[16 * pair + 15] ^= 0x40;
            }
        }
        return name;
    }

    private static int code(StringDictionary dictionary, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return dictionary.code(bytes, 0, bytes.length);
    }

    @Test
    void numbersAnewAfterABatchOfManyAndLongNames() {
        StringDictionary strings = new StringDictionary();
        byte[] name = new byte[64];
        for (int batch = 0; batch < 2; batch++) {
            for (int i = 0; i < 100_000; i++) {
                Arrays.fill(name, (byte) 'n');
                byte[] digits = Integer.toString(i).getBytes(StandardCharsets.US_ASCII);
                System.arraycopy(digits, 0, name, 0, digits.length);
                assertThat(strings.code(name, 0, name.length)).isEqualTo(i + 1);
            }
            assertThat(strings.text(100_000)).startsWith("99999n");

            strings.clear();

            assertThat(strings.size()).isEqualTo(1);
            assertThat(strings.bytes()).isZero();
        }
    }
}
