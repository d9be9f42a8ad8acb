package io.github.flowlog.filter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextPatternTest {
    @ParameterizedTest
    @CsvSource({
        "DefaultRule_*, DefaultRule_AllowVnetInBound, true",
        "DefaultRule_*, defaultrule_, true",
        "DefaultRule_*, UserRule_x, false",
        "defaultrule, DEFAULTRULE, true",
        "defaultrule, DefaultRules, false",
        "*, '', true",
        "'', '', true",
        "'', x, false",
        "*a*b*, xaxxbx, true",
        "*a*b*, xbxxax, false",
        "a*a, a, false",
        "a*a, aa, true",
        "*ab, aab, true",
        "*aab*, aaaab, true",
        "a.c, abc, false",
        "a?c, abc, false",
        "x[ab], xa, false",
        "*_*_x, a_b_c_x, true",
        "i, I, true",
        "\u0131, I, false",
        "\u0130, i, false",
        "\u00e9, \u00c9, false",
        "\u212a, k, false",
    })
    void takesAsterisksForAnyTextAndAsciiLettersInEitherCase(String glob, String text, boolean expected) {
        assertThat(new TextPattern(glob).matches(text)).isEqualTo(expected);
    }

    @Test
    void isQuickWithManyAsterisks() {
        String text = "a".repeat(5_000);

        assertThat(new TextPattern("*a".repeat(500) + "b").matches(text)).isFalse();
        assertThat(new TextPattern("*".repeat(5_000)).glob()).isEqualTo("*");
    }
}
