package io.github.flowlog.adx.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogInventoryTest {
    private final LogInventory inventory = new LogInventory();

    @Test
    void findsGapsBetweenTheFirstAndTheLastHour() {
        for (String hour :
                List.of("2026-01-01T05", "2025-12-31T22", "2026-01-01T01", "2026-01-01T00", "2026-01-01T01")) {
            add("/A", "NIC1", hour);
        }

        LogSeries series = inventory.series().get(0);

        assertThat(series.range()).isEqualTo(range("2025-12-31T22", "2026-01-01T05"));
        assertThat(series.hours()).isEqualTo(4);
        assertThat(series.files()).isEqualTo(5);
        assertThat(series.storedBytes()).isEqualTo(50);
        assertThat(series.missingHours()).isEqualTo(4);
        assertThat(series.gaps())
                .containsExactly(range("2025-12-31T23", "2025-12-31T23"), range("2026-01-01T02", "2026-01-01T04"));
        assertThat(series.gaps()).extracting(HourRange::hours).containsExactly(1L, 3L);
    }

    @Test
    void countsTheHoursInWhichOthersOfTheResourceLogged() {
        add("/A", "NIC1", "2026-01-01T00");
        add("/A", "NIC1", "2026-01-01T03");
        add("/a", "NIC2", "2026-01-01T01");
        add("/A", "NIC2", "2026-01-01T04");
        add("/A", null, "2026-01-01T07");
        add("/B", "NIC1", "2026-01-01T09");

        List<LogSeries> series = inventory.series();

        assertThat(series)
                .extracting(each -> each.resourceName() + " " + each.mac() + " " + each.missingHours() + " "
                        + inventory.silentHours(each))
                .containsExactly("A null 0 0", "A NIC1 2 2", "a NIC2 2 2", "B NIC1 0 0");
        assertThat(inventory.resources()).isEqualTo(2);
    }

    /** The path is anybody's: hours are never counted one by one. */
    @Test
    void measuresAGapOfTenThousandYears() {
        add("/A", null, "0000-01-01T00");
        add("/A", null, "9999-12-31T23");

        LogSeries series = inventory.series().get(0);

        assertThat(series.gaps()).containsExactly(range("0000-01-01T01", "9999-12-31T22"));
        assertThat(series.missingHours()).isEqualTo(87_658_198L);
    }

    @Test
    void countsFilesWhosePathTellsNothing() {
        inventory.add(new ListedLog("x.json", null, 7));
        inventory.add(new ListedLog("y.json", null, 8));

        assertThat(inventory.series()).isEmpty();
        assertThat(inventory.unnamedFiles()).isEqualTo(2);
        assertThat(inventory.unnamedBytes()).isEqualTo(15);
    }

    private void add(String id, @org.jspecify.annotations.Nullable String mac, String hour) {
        FlowLogBlobName name = new FlowLogBlobName(FlowLogBlobName.Kind.NSG, id, id.substring(1), instant(hour), mac);
        inventory.add(new ListedLog("PT1H.json", name, 10));
    }

    private static HourRange range(String first, String last) {
        return new HourRange(instant(first), instant(last));
    }

    private static Instant instant(String hour) {
        return Instant.parse(hour + ":00:00Z");
    }
}
