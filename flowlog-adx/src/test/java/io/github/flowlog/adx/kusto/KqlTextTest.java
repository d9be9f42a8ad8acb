package io.github.flowlog.adx.kusto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.flowlog.adx.node.KqlParser;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(KqlParser.Extension.class)
class KqlTextTest {
    static List<String> hostileNames() {
        return List.of(
                "FlowLogs",
                "Net Logs",
                "it's",
                "a']; .drop table ['FlowLogs",
                "a\"]",
                "back\\slash",
                "ends with \\",
                "line\nfeed\r\ttab",
                "// comment",
                "nul\u0000and\u0085and\u2028",
                "N\u00e4t \ud83d\ude00",
                "```");
    }

    @ParameterizedTest
    @MethodSource("hostileNames")
    void quotesANameThatTheParserReadsAsThatName(String name, KqlParser parser) throws IOException {
        assertThat(parser.problems(List.of(), ".create-merge table " + KqlText.name(name) + " (Source:string)"))
                .isEmpty();
        assertThat(parser.problems(List.of(), KqlText.name(name) + " | where Source == 'a'"))
                .extracting(KqlParser.Problem::code, KqlParser.Problem::message)
                .containsExactly(tuple(
                        "KS204",
                        "The name '" + name + "' does not refer to any known table, tabular variable or function."));
    }

    @ParameterizedTest
    @MethodSource("hostileNames")
    void quotesATextThatTheParserReadsAsOneText(String text, KqlParser parser) throws IOException {
        assertThat(parser.problems(List.of(), "print a = " + KqlText.literal(text) + " | where a == 'b'"))
                .isEmpty();
    }

    @Test
    void escapesWhatEndsATextOrALine() {
        assertThat(KqlText.literal("a'b\\c\n")).isEqualTo("'a\\'b\\\\c\\u000a'");
        assertThat(KqlText.literal("\ud83d\ude00 \ud83d x \ude00")).isEqualTo("'\ud83d\ude00 \\ud83d x \\ude00'");
        assertThat(KqlText.name("a]b")).isEqualTo("['a]b']");
    }
}
