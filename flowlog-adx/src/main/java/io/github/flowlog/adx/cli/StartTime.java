package io.github.flowlog.adx.cli;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The time that the options {@code --since} and {@code --from} name. */
final class StartTime {
    private StartTime() {}

    /** The one that is given; null when neither is. */
    static @Nullable Instant of(@Nullable Duration since, @Nullable Instant from, Terminal terminal) {
        if (since != null && from != null) {
            throw CommandFailure.usage("--since and --from cannot be combined: both say where to start.");
        }
        return since == null ? from : terminal.clock().instant().minus(since);
    }
}
