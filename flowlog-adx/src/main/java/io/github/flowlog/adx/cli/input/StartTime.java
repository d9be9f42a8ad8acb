package io.github.flowlog.adx.cli.input;

import io.github.flowlog.adx.cli.terminal.CommandFailure;
import io.github.flowlog.adx.cli.terminal.Terminal;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The time that the options {@code --since} and {@code --from} name. */
public final class StartTime {
    private StartTime() {}

    /** The one that is given; null when neither is. */
    public static @Nullable Instant of(@Nullable Duration since, @Nullable Instant from, Terminal terminal) {
        if (since != null && from != null) {
            throw CommandFailure.usage("--since and --from cannot be combined: both say where to start.");
        }
        return since == null ? from : terminal.clock().instant().minus(since);
    }
}
