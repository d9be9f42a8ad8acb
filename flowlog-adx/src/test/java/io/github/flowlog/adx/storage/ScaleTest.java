package io.github.flowlog.adx.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A year of hourly logs of twelve network interfaces, 105,120 blobs, loaded by a process with a heap of 256 MB. */
@Tag("long")
class ScaleTest {
    @TempDir
    Path folder;

    @Test
    void plansEachOfAHundredThousandBlobsOnceInASmallHeap() throws Exception {
        Process load = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx256m",
                        // what lives long gets most of it: collecting takes less of the test's time
                        "-Xmn32m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ScaleProcess.class.getName(),
                        folder.toString()))
                .redirectErrorStream(true)
                .start();
        String printed = new String(load.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(load.waitFor()).as(printed).isZero();
        assertThat(printed.lines())
                .containsExactly(
                        "first: 1 listing, 105120 found, 105120 LOADED, in 365 batches, 0 open, 105120 requests for bytes, 0 for blocks",
                        "table: 105120 sources with 2 rows each",
                        "again: 1 listing, 105120 found, 12 CONTINUED, 105108 UNCHANGED, in 1 batches, 0 open, 12 requests for bytes, 0 for blocks",
                        "table: 105108 sources with 2 rows each, 12 sources with 3 rows each",
                        "six hours over midnight: 37 listings, 72 found",
                        "a day: 7 listings, 288 found",
                        "a month of one resource: 2 listings, 1440 found");
    }
}
