package io.github.flowlog.adx.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0|0",
                "999|999",
                "1000|1,000",
                "61204118|61,204,118",
                "-999|-999",
                "-1000|-1,000",
                "-9223372036854775808|-9,223,372,036,854,775,808"
            })
    void groupsDigitsByThree(long number, String text) {
        assertThat(Words.grouped(number)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0.00 s",
        "4999999, 0.00 s",
        "5000000, 0.01 s",
        "1050000000, 1.05 s",
        "9994000000, 9.99 s",
        "9996000000, 10 s",
        "151000000000, 2 min 31 s"
    })
    void saysDurationsInHundredthsThenSecondsThenMinutes(long nanos, String text) {
        assertThat(Words.duration(nanos)).isEqualTo(text);
    }
}
