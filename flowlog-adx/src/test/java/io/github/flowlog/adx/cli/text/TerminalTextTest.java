package io.github.flowlog.adx.cli.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.flowlog.adx.cli.terminal.TerminalSafeOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TerminalTextTest {
    /** What a text is, what is shown of it, and how many columns that takes. */
    static Stream<Arguments> texts() {
        return Stream.of(
                arguments("UserRule_a b!~", "UserRule_a b!~", 14),
                arguments("\u001b[31mred", "\\x1b[31mred", 11),
                arguments("\u0000\u0007\b\r", "\\x00\\x07\\x08\\x0d", 16),
                arguments("\u007f", "\\x7f", 4),
                arguments("\u0080\u009b31m\u009f", "\\x80\\x9b31m\\x9f", 15),
                arguments("\u00a9 \u00e9 \u00df", "\u00a9 \u00e9 \u00df", 5),
                arguments("soft\u00adhyphen", "soft\\xadhyphen", 14),
                arguments("\u061c", "\\u061c", 6),
                arguments("a\u200bb\u200db", "a\\u200bb\\u200db", 15),
                arguments("\u200e\u200f", "\\u200e\\u200f", 12),
                arguments("\u2028\u2029", "\\u2028\\u2029", 12),
                arguments("\u202a\u202b\u202c\u202d\u202e", "\\u202a\\u202b\\u202c\\u202d\\u202e", 30),
                arguments("\u2066\u2067\u2068\u2069", "\\u2066\\u2067\\u2068\\u2069", 24),
                arguments("\ufeff", "\\ufeff", 6),
                arguments("\ud83d\ude00", "\ud83d\ude00", 2),
                arguments("\u65e5\u672c", "\u65e5\u672c", 4),
                arguments("\uff21\uff71", "\uff21\uff71", 3),
                arguments("\u231a\u2b50", "\u231a\u2b50", 4),
                arguments("\u05e9\u05b8\u05c1", "\u05e9\u05b8\u05c1", 1),
                arguments("e\u0301", "e\u0301", 1),
                arguments("\u0301", "\\u0301", 6),
                arguments("a \u0301", "a \\u0301", 8),
                arguments("\u001b\u0301", "\\x1b\\u0301", 10),
                arguments("a" + "\u0301".repeat(5), "a" + "\u0301".repeat(4) + "\\u0301", 7),
                arguments("\ue000", "\\ue000", 6),
                arguments("\u0378", "\\u0378", 6),
                arguments("\u3164\uffa0", "\\u3164\\uffa0", 12),
                arguments("\udb40\udc41", "\\U000e0041", 10),
                arguments("\ufffd", "\ufffd", 1));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void showsNothingThatATerminalObeysOrHides(String text, String shown, int width) {
        assertThat(TerminalText.printable(text)).isEqualTo(shown);
        assertThat(TerminalText.width(shown)).isEqualTo(width);
    }

    @Test
    void keepsTextOnItsLine() {
        assertThat(TerminalText.printable("two\nlines\tend")).isEqualTo("two\\x0alines\\x09end");
        assertThat(TerminalText.printableLines("a\u001b\n\tat b\tc\r\nd")).isEqualTo("a\\x1b\n\tat b\\x09c\nd\n");
    }

    @Test
    void showsHalvesOfSurrogatePairsAsSuch() {
        assertThat(TerminalText.printable("a\ud83d")).isEqualTo("a\\ud83d");
        assertThat(TerminalText.printable("\udc00a")).isEqualTo("\\udc00a");
    }

    /** A character may be cut by the border of two writes. */
    @ParameterizedTest
    @MethodSource("texts")
    void treatsBytesOnTheirWayToATerminalTheSame(String text, String shown, int width) throws IOException {
        byte[] bytes = (text + "\n\t").getBytes(UTF_8);
        for (int cut = 0; cut <= bytes.length; cut++) {
            ByteArrayOutputStream terminal = new ByteArrayOutputStream();
            TerminalSafeOutput out = new TerminalSafeOutput(terminal);
            out.write(bytes, 0, cut);
            out.flush();
            out.write(bytes, cut, bytes.length - cut);

            assertThat(terminal.toString(UTF_8)).as("cut at %d", cut).isEqualTo(shown + "\n\t");
        }
    }

    @Test
    void letsNoBytesThatAreNoCharacterReachATerminal() throws IOException {
        List<int[]> sequences = List.of(
                new int[] {0x9b, 'a'},
                new int[] {0xc2, 'a'},
                new int[] {0xe2, 0x80, 'a'},
                new int[] {0xf0, 0x9f, 0x98, 0xc2, 0x9b},
                new int[] {0xc0, 0x9b, 'a'},
                new int[] {0xff, 0x1b, 'a'});
        for (int[] sequence : sequences) {
            ByteArrayOutputStream terminal = new ByteArrayOutputStream();
            TerminalSafeOutput out = new TerminalSafeOutput(terminal);
            for (int b : sequence) {
                out.write(b);
            }
            assertThat(terminal.toString(UTF_8)).matches("\ufffd+(a|\\\\x9b|\\\\x1ba)");
        }
    }

    @Test
    void cutsTextOfAMegabyte() {
        String text = TerminalText.printable("\u001b" + "a".repeat(1 << 20) + "\u0301".repeat(1 << 20));

        assertThat(TerminalText.cutEnd(text, 12)).isEqualTo("\\x1baaaaaaa~");
        assertThat(TerminalText.width(text)).isGreaterThan(1 << 20);
    }
}
