package io.github.flowlog.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TimeTextTest {
    private final TimeText times = new TimeText();

    @ParameterizedTest
    @CsvSource({
        "0, 1970-01-01T00:00:00.000Z",
        "1490119180000, 2017-03-21T17:59:40.000Z",
        "1490119180007, 2017-03-21T17:59:40.007Z",
        "951782399999, 2000-02-28T23:59:59.999Z",
        "951782400000, 2000-02-29T00:00:00.000Z",
        "253402300799999, 9999-12-31T23:59:59.999Z"
    })
    void writesThreeDecimals(long millis, String text) {
        assertThat(millis(millis)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "1970-01-01T00:00:00Z, 1970-01-01T00:00:00.0000000Z",
        "2017-03-21T17:59:18.64Z, 2017-03-21T17:59:18.6400000Z",
        "2022-05-02T21:00:37.7887149Z, 2022-05-02T21:00:37.7887149Z",
        "9999-12-31T23:59:59.9999999Z, 9999-12-31T23:59:59.9999999Z"
    })
    void writesSevenDecimals(Instant time, String text) {
        assertThat(ticks(time.getEpochSecond() * 10_000_000 + time.getNano() / 100))
                .isEqualTo(text);
    }

    @Test
    void writesEveryDateAsTheLibraryDoes() {
        long last = LocalDate.of(9999, 12, 31).toEpochDay();
        byte[] out = new byte[24];
        for (long day = 0; day <= last; day++) {
            times.writeMillis(day * 86_400_000, out, 0);
            LocalDate date = LocalDate.ofEpochDay(day);
            int written = number(out, 0, 4) * 10_000 + number(out, 5, 7) * 100 + number(out, 8, 10);
            if (written != date.getYear() * 10_000 + date.getMonthValue() * 100 + date.getDayOfMonth()) {
                assertThat(written).as(date.toString()).isEqualTo(-1);
            }
        }
    }

    @Test
    void goesBackAndForthInTime() {
        assertThat(millis(1_490_119_180_000L)).isEqualTo("2017-03-21T17:59:40.000Z");
        assertThat(millis(1_490_119_120_000L)).isEqualTo("2017-03-21T17:58:40.000Z");
        assertThat(millis(0)).isEqualTo("1970-01-01T00:00:00.000Z");
        assertThat(millis(1_490_119_180_001L)).isEqualTo("2017-03-21T17:59:40.001Z");
    }

    @Test
    void refusesYearsThatNeedMoreThanFourDigits() {
        byte[] out = new byte[32];

        assertThatThrownBy(() -> times.writeMillis(253_402_300_800_000L, out, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("253402300800000");
        assertThatThrownBy(() -> times.writeMillis(-1, out, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> times.writeTicks(-1, out, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> times.writeTicks(Long.MAX_VALUE, out, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    private String millis(long millis) {
        byte[] out = new byte[24];
        return new String(out, 0, times.writeMillis(millis, out, 0), StandardCharsets.US_ASCII);
    }

    private String ticks(long ticks) {
        byte[] out = new byte[28];
        return new String(out, 0, times.writeTicks(ticks, out, 0), StandardCharsets.US_ASCII);
    }

    private static int number(byte[] digits, int from, int to) {
        int number = 0;
        for (int at = from; at < to; at++) {
            number = number * 10 + digits[at] - '0';
        }
        return number;
    }
}
