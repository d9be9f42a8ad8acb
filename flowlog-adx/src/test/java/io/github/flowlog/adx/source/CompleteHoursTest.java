package io.github.flowlog.adx.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flowlog.adx.Logs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompleteHoursTest {
    private static final Instant NINE = Instant.parse("2026-01-01T09:00:00Z");
    private static final String MAC = "000D3A000001";

    @TempDir
    Path folder;

    private final List<FlowLogSource> logs = new ArrayList<>();

    private void write(String mac, int hour, String text) throws IOException {
        Path file = folder.resolve("resourceId=/SUBSCRIPTIONS/S/RESOURCEGROUPS/R/PROVIDERS/MICROSOFT.NETWORK"
                + "/NETWORKSECURITYGROUPS/N/y=2026/m=01/d=01/h=" + (hour < 10 ? "0" : "") + hour + "/m=00/macAddress="
                + mac + "/PT1H.json");
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        FlowLogSource log = LogFile.of(file);
        logs.remove(log);
        logs.add(log);
    }

    /** Whether the first log is complete so many minutes behind the start of its hour. */
    private boolean isComplete(int minutes) {
        return CompleteHours.of(logs, NINE.plus(Duration.ofMinutes(minutes))).include(logs.get(0), NINE);
    }

    @Test
    void waitsForTheSettleTime() throws IOException {
        write(MAC, 9, Logs.envelope(Logs.record(0)));

        assertThat(isComplete(20)).isFalse();
        assertThat(isComplete(74)).isFalse();
        assertThat(isComplete(75)).isTrue();
    }

    @Test
    void waitsForTheSecondRecordOfTheNextHour() throws IOException {
        write(MAC, 9, Logs.envelope(Logs.record(0)));
        write("000D3A000002", 10, Logs.envelope(Logs.records(0, 5)));
        write(MAC, 10, Logs.envelope());
        assertThat(isComplete(80)).isFalse();
        write(MAC, 10, Logs.envelope(Logs.record(0)));
        assertThat(isComplete(80)).isFalse();
        write(MAC, 10, Logs.envelope(Logs.records(0, 2)));
        assertThat(isComplete(80)).isTrue();
        assertThat(isComplete(74)).isFalse();
    }

    @Test
    void waitsNoLongerThanTheNextHourIsWrittenTo() throws IOException {
        write(MAC, 9, Logs.envelope(Logs.record(0)));
        write(MAC, 10, "{\"records\":[{ broken");

        assertThat(isComplete(80)).isFalse();
        assertThat(isComplete(134)).isFalse();
        assertThat(isComplete(135)).isTrue();
    }

    @Test
    void asksNoOtherInterfaceAndNoLaterHour() throws IOException {
        write(MAC, 9, Logs.envelope(Logs.record(0)));
        write("000D3A000002", 10, Logs.envelope(Logs.record(0)));
        write(MAC, 11, Logs.envelope(Logs.record(0)));

        assertThat(isComplete(80)).isTrue();
    }
}
