package io.github.flowlog.adx.cli.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flowlog.adx.cli.terminal.Terminal;
import io.github.flowlog.adx.source.Shard;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ClusterOpeningTest {
    private static final String TABLE = "https://net.uksouth.kusto.windows.net/Net/FlowLogs";

    @Test
    void namesTheTableAndNoSecret() {
        Terminal terminal = new Terminal(
                InputStream.nullInputStream(),
                OutputStream.nullOutputStream(),
                OutputStream.nullOutputStream(),
                Map.of("STORAGE_ACCOUNT_KEY", "topsecretkey"),
                Terminal.OutputKind.FILE,
                false,
                () -> 0,
                () -> 0,
                () -> Instant.EPOCH,
                firstTime -> () -> false,
                Path.of(""));

        ClusterOpening opening = new ClusterOpening(
                (TargetName.Adx) TargetName.parse(TABLE),
                "https://acct.blob.core.windows.net/state?sig=topsecretstate",
                "https://acct.blob.core.windows.net/own?sig=topsecretstaging",
                Shard.ALL,
                true,
                null,
                terminal);

        assertThat(opening).hasToString(TargetName.parse(TABLE).toString());
        assertThat(opening.toString()).doesNotContain("topsecret");
    }
}
