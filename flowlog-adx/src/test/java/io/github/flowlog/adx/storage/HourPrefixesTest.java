package io.github.flowlog.adx.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HourPrefixesTest {

    @Test
    void takesAnHourAsOneFolder() {
        assertThat(between("2026-11-21T10:00:00Z", "2026-11-21T12:00:00Z"))
                .containsExactly("2026/m=11/d=21/h=10/", "2026/m=11/d=21/h=11/");
    }

    @Test
    void takesWholeDaysMonthsAndYearsTogether() {
        assertThat(between("2023-12-30T23:00:00Z", "2026-02-01T01:00:00Z"))
                .containsExactly(
                        "2023/m=12/d=30/h=23/",
                        "2023/m=12/d=31/",
                        "2024/",
                        "2025/",
                        "2026/m=01/",
                        "2026/m=02/d=01/h=00/");
    }

    @Test
    void startsWithTheFirstWholeHour() {
        assertThat(between("2026-11-21T10:00:01Z", "2026-11-21T11:00:01Z")).containsExactly("2026/m=11/d=21/h=11/");
        assertThat(between("2026-11-21T10:30:00Z", "2026-11-21T10:40:00Z")).isEmpty();
    }

    @Test
    void coversEachHourOnce() {
        long seed = Long.getLong("flowlog.seed", System.nanoTime());
        Random random = new Random(seed);
        for (int i = 0; i < 200; i++) {
            Instant first = Instant.parse("2019-01-01T00:00:00Z").plus(Duration.ofHours(random.nextInt(60_000)));
            Instant end = first.plus(Duration.ofHours(random.nextInt(1 << random.nextInt(15))));
            List<String> folders = HourPrefixes.between(first, end);
            List<String> covering = new ArrayList<>();
            for (Instant hour = first; hour.isBefore(end); hour = hour.plus(Duration.ofHours(1))) {
                String path = path(hour);
                List<String> of = folders.stream().filter(path::startsWith).toList();
                assertThat(of)
                        .as("%s of %s to %s, seed %s", path, first, end, seed)
                        .hasSize(1);
                covering.addAll(of);
            }
            assertThat(covering).as("seed %s", seed).containsAll(folders);
            // what is too many: each folder holds only hours of the range
            long hours = Duration.between(first, end).toHours();
            assertThat(covering).hasSize((int) hours);
            for (String folder : folders) {
                assertThat(path(first.minus(Duration.ofHours(1)))).doesNotStartWith(folder);
                assertThat(path(end)).doesNotStartWith(folder);
            }
        }
    }

    private static List<String> between(String first, String end) {
        return HourPrefixes.between(Instant.parse(first), Instant.parse(end));
    }

    private static String path(Instant hour) {
        LocalDateTime at = LocalDateTime.ofInstant(hour, ZoneOffset.UTC);
        return String.format(
                Locale.ROOT,
                "%04d/m=%02d/d=%02d/h=%02d/",
                at.getYear(),
                at.getMonthValue(),
                at.getDayOfMonth(),
                at.getHour());
    }
}
