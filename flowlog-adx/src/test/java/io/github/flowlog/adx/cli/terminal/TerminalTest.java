package io.github.flowlog.adx.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TerminalTest {
    @Test
    void namesItsDirectoryAndNoSecretOfTheEnvironment() {
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
                Path.of("logs"));

        assertThat(terminal).hasToString("terminal in logs");
    }
}
