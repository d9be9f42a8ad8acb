package io.github.flowlog.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flowlog.adx.source.LogFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Examples that read a log while it grows: each flow is met once, whatever the moment. */
final class GrowingLogsTest {
    private static final String END = "]}";

    @TempDir
    Path folder;

    private static int commas(String text, int from) {
        return text.indexOf("},{\"time\"", from);
    }

    /** The sample log as Azure has it at some moments: the records so far, and the closing brackets. */
    private static List<byte[]> moments() throws IOException {
        String whole = Files.readString(SampleLog.NETWORK_INTERFACE.path());
        List<byte[]> moments = new ArrayList<>();
        for (int at = commas(whole, 0); at >= 0; at = commas(whole, at + 1)) {
            moments.add((whole.substring(0, at + 1) + END).getBytes(StandardCharsets.UTF_8));
        }
        moments.add(whole.getBytes(StandardCharsets.UTF_8));
        assertThat(moments).hasSizeGreaterThan(2);
        return moments;
    }

    @Test
    void growingLogPrintsEachFlowOnce() throws IOException {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        Path file = folder.resolve("PT1H.json");
        GrowingLog log = new GrowingLog(file);
        for (byte[] moment : moments()) {
            Files.write(file, moment);
            log.printNew(out);
            log.printNew(out);
        }

        List<String> expected = SampleLog.NETWORK_INTERFACE.read().stream()
                .map(tuple -> tuple.source() + " -> " + tuple.destination() + " " + tuple.decision())
                .toList();
        assertThat(printed.toString(StandardCharsets.UTF_8).lines()).containsExactlyElementsOf(expected);
    }

    @Test
    void tailAccountHearsOfEachFlowOnce() throws IOException {
        Path file = folder.resolve("PT1H.json");
        List<String> polled = new ArrayList<>();
        TailAccount tail = new TailAccount(
                hours -> {
                    polled.add(hours.first() + " " + hours.end());
                    return (url, ignored) -> List.of(LogFile.of(file));
                },
                "https://account.blob.core.windows.net",
                "dst port 443");
        List<String> heard = new ArrayList<>();
        Instant now = Instant.parse("2024-12-31T09:20:00Z");
        for (byte[] moment : moments()) {
            Files.write(file, moment, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
            for (int i = 0; i < 2; i++) {
                tail.poll(now, (columns, rows) -> {
                    for (int at = 0; at < rows.size(); at++) {
                        heard.add(columns.destination(rows.row(at)) + " " + columns.destinationPort(rows.row(at)));
                    }
                });
            }
        }

        List<String> expected = SampleLog.NETWORK_INTERFACE.read().stream()
                .filter(tuple -> tuple.destinationPort() == 443)
                .map(tuple -> tuple.destination() + " " + tuple.destinationPort())
                .toList();
        assertThat(expected).isNotEmpty();
        assertThat(heard).isEqualTo(expected);
        assertThat(polled).containsOnly("2024-12-31T08:00:00Z 2024-12-31T10:20:00Z");
    }
}
