package io.github.flowlog.adx.cli.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.flowlog.adx.LoadReport;
import io.github.flowlog.adx.cli.terminal.ExitCode;
import io.github.flowlog.adx.cli.terminal.Terminal;
import io.github.flowlog.adx.target.LoadTarget;
import io.github.flowlog.adx.target.Settlement;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FollowedLoadTest {
    private static final LoadReport SEVEN_ROWS =
            new LoadReport(List.of(), 1, 7, 7, 0, 0, 0, Settlement.COMPLETE, false);

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final List<LoadTarget> rounds = new ArrayList<>();

    private Terminal terminal() {
        return new Terminal(
                InputStream.nullInputStream(),
                OutputStream.nullOutputStream(),
                err,
                Map.of(),
                Terminal.OutputKind.FILE,
                false,
                () -> 0,
                System::nanoTime,
                () -> Instant.EPOCH,
                firstTime -> () -> false,
                Path.of(""));
    }

    /** A target of which nothing is asked but to be closed. */
    private static LoadTarget target(boolean canBeClosed) {
        return (LoadTarget) Proxy.newProxyInstance(
                LoadTarget.class.getClassLoader(), new Class<?>[] {LoadTarget.class}, (self, method, arguments) -> {
                    if (method.getName().equals("close") && !canBeClosed) {
                        throw new IOException("the storage is away");
                    }
                    return null;
                });
    }

    @Test
    void goesOnWithATargetOpenedAnewWhereTheFirstOneCannotEvenBeClosed() throws IOException {
        FollowedLoad load = new FollowedLoad(
                terminal(),
                () -> rounds.size() == 2,
                Duration.ZERO,
                true,
                () -> target(!rounds.isEmpty()),
                (target, recentOnly) -> {
                    rounds.add(target);
                    if (rounds.size() == 1) {
                        throw new IOException("the storage does not answer");
                    }
                    return SEVEN_ROWS;
                });

        assertThat(load.run()).isEqualTo(ExitCode.INTERRUPTED);
        assertThat(err.toString(UTF_8).lines())
                .containsExactly(
                        "This round failed, the next one tries again: the storage does not answer",
                        "00:00:00Z  7 rows of 0 sources");
        assertThat(rounds.get(1)).isNotSameAs(rounds.get(0));
    }
}
