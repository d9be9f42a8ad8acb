package io.github.flowlog.internal.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What {@code SpecTest} and {@code Rfc8259Test} cannot say in a table. */
class JsonScannerTest {
    private static final int AT_ONCE = 4_096;

    @Test
    void resolvesTheEscapesOfEveryCharacterToUtf8() {
        for (int from = 0; from <= Character.MAX_CODE_POINT; from += AT_ONCE) {
            int[] characters = IntStream.range(from, from + AT_ONCE)
                    .filter(character -> character < Character.MIN_SURROGATE || character > Character.MAX_SURROGATE)
                    .toArray();
            String plain = new String(characters, 0, characters.length);

            requireText(escaped(plain, HexFormat.of()), plain);
            requireText(escaped(plain, HexFormat.of().withUpperCase()), plain);
        }
    }

    @Test
    void resolvesEscapesBetweenPlainText() {
        requireText("\\\"a\\\\b\\/c\\bd\\fe\\nf\\rg\\th", "\"a\\b/c\bd\fe\nf\rg\th");
        requireText("12345678\\u00e9123456789\u00e9\\ud83d\\ude001", "12345678\u00e9123456789\u00e9\ud83d\ude001");
    }

    @Test
    void keepsPlainTextWhereItLies() {
        byte[] bytes = "[\"plain\"]".getBytes(StandardCharsets.US_ASCII);
        JsonScanner scanner = scanner(bytes, 1);

        scanner.string();

        assertThat(scanner.isTextEscaped()).isFalse();
        assertThat(scanner.text().bytes()).isSameAs(bytes);
        assertThat(scanner.textFrom()).isEqualTo(2);
        assertThat(scanner.textTo()).isEqualTo(7);
        assertThat(scanner.at()).isEqualTo(8);
    }

    private static void requireText(String escaped, String expected) {
        JsonScanner scanner = scanner(('"' + escaped + "\"]").getBytes(StandardCharsets.UTF_8), 0);

        scanner.string();

        assertThat(scanner.isTextEscaped()).isTrue();
        JsonText text = scanner.text();
        byte[] expectedBytes = expected.getBytes(StandardCharsets.UTF_8);
        assertThat(Arrays.copyOfRange(text.bytes(), text.from(), text.to())).isEqualTo(expectedBytes);
        assertThat(text.bytes()[text.from() - 1]).isEqualTo((byte) '"');
        assertThat(text.bytes()[text.to()]).isEqualTo((byte) '"');
    }

    private static JsonScanner scanner(byte[] bytes, int at) {
        JsonScanner scanner = new JsonScanner(64);
        scanner.moveTo(Window.over(bytes, 0, bytes.length, 0), at, bytes.length);
        return scanner;
    }

    private static String escaped(String text, HexFormat hex) {
        StringBuilder escaped = new StringBuilder(6 * text.length());
        text.chars().forEach(unit -> escaped.append("\\u").append(hex.toHexDigits((char) unit)));
        return escaped.toString();
    }
}
