package io.github.flowlog.adx.cli.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.flowlog.adx.cli.terminal.CommandFailure;
import io.github.flowlog.adx.cli.terminal.Terminal;
import io.github.flowlog.adx.source.Shard;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ClusterOpeningTest {
    private static final String TABLE = "https://net.uksouth.kusto.windows.net/Net/FlowLogs";

    private static ClusterOpening opening(@Nullable String state, Path workingDirectory) {
        Terminal terminal = new Terminal(
                InputStream.nullInputStream(),
                OutputStream.nullOutputStream(),
                OutputStream.nullOutputStream(),
                Map.of("STORAGE_ACCOUNT_KEY", "topsecretkey", "XDG_STATE_HOME", "/var/state"),
                Terminal.OutputKind.FILE,
                false,
                () -> 0,
                () -> 0,
                () -> Instant.EPOCH,
                firstTime -> () -> false,
                workingDirectory);
        return new ClusterOpening(
                (TargetName.Adx) TargetName.parse(TABLE),
                state,
                "https://acct.blob.core.windows.net/own?sig=topsecretstaging",
                Shard.ALL,
                true,
                null,
                terminal);
    }

    @Test
    void namesTheTableAndNoSecret() {
        ClusterOpening opening = opening("https://acct.blob.core.windows.net/state?sig=topsecretstate", Path.of(""));

        assertThat(opening).hasToString(TargetName.parse(TABLE).toString());
        assertThat(opening.toString()).doesNotContain("topsecret");
    }

    @Test
    void keepsTheBatchesOfEachStateApart() {
        Path usual = opening(null, Path.of("")).folder();
        Path blobs = opening("https://acct.blob.core.windows.net/state/net?sig=one", Path.of(""))
                .folder();

        assertThat(usual).isEqualTo(Path.of("/var/state/flowlog/net.uksouth.kusto.windows.net/Net/FlowLogs/all"));
        assertThat(blobs).isNotEqualTo(usual).startsWithRaw(usual.getParent());
        assertThat(blobs.toString()).doesNotContain("sig", "one");
        assertThat(opening("https://acct.blob.core.windows.net/state/net/?sig=two", Path.of(""))
                        .folder())
                .isEqualTo(blobs);
        assertThat(opening("https://acct.blob.core.windows.net/state/other", Path.of(""))
                        .folder())
                .isNotEqualTo(blobs);
        assertThat(opening("https://other.blob.core.windows.net/state/net", Path.of(""))
                        .folder())
                .isNotEqualTo(blobs);
    }

    @Test
    void takesNoUrlWithoutItsBeginningForAFolder(@TempDir Path directory) throws IOException {
        ClusterOpening signed = opening("acct.blob.core.windows.net/state?sv=1&sig=topsecret", directory);
        ClusterOpening plain = opening("acct.blob.core.windows.net/state", directory);

        assertThatThrownBy(signed::statePlace)
                .isInstanceOf(CommandFailure.class)
                .hasMessage("--state: acct.blob.core.windows.net/state is no folder, and a URL begins with https://.");
        assertThatThrownBy(plain::statePlace).isInstanceOf(CommandFailure.class);
        assertThat(directory).isEmptyDirectory();
        Files.createDirectories(directory.resolve("acct.blob.core.windows.net/state"));
        assertThat(plain.folder()).isEqualTo(directory.resolve("acct.blob.core.windows.net/state"));
    }
}
