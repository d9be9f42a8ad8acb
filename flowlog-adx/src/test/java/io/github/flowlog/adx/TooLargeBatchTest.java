package io.github.flowlog.adx;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flowlog.adx.SourceOutcome.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A target refuses what it was given last, because the batch has become too large. */
class TooLargeBatchTest {
    private static final String WITHOUT_THEM = "run the same command again first, which reads it without them";

    @TempDir
    Path folder;

    private MemoryTarget target;

    @BeforeEach
    void openTarget() {
        target = new MemoryTarget(folder);
        target.holdAtMost(6_000);
    }

    private Path write(String name, String text) throws IOException {
        return LoadFixture.settled(Files.writeString(folder.resolve(name), text));
    }

    private LoadReport load(Path... files) throws IOException {
        return LoadFixture.load(FlowLogLoader.create(target), files);
    }

    @Test
    void saysWhereOtherSourcesLeftNoRoomAndLoadsItNextTime() throws IOException {
        Path first = write("first.json", Logs.envelope(Logs.records(0, 8)));
        Path second = write("second.json", Logs.envelope(Logs.records(10, 20)));

        LoadReport report = load(first, second);
        LoadReport again = load(first, second);

        assertThat(report.outcomes()).extracting(SourceOutcome::kind).containsExactly(Kind.FAILED, Kind.LOADED);
        assertThat(report.outcomes().get(0).name()).endsWith("second.json");
        assertThat(report.outcomes().get(0).message()).contains("more than 6000 bytes", WITHOUT_THEM);
        assertThat(again.count(Kind.LOADED)).isEqualTo(1);
        assertThat(target.rows()).hasSize(36);
    }

    @Test
    void saysNothingOfOthersWhereThereAreNone() throws IOException {
        LoadReport report = load(write("huge.json", Logs.envelope(Logs.records(0, 40))));

        assertThat(report.outcomes().get(0).message())
                .contains("more than 6000 bytes")
                .doesNotContain(WITHOUT_THEM);
    }
}
