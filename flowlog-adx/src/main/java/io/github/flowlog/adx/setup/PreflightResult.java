package io.github.flowlog.adx.setup;

import java.time.Duration;
import java.util.List;

/**
 * What a look at a database before a load has found.
 *
 * @param softDelete after how long the table's rows are deleted, counted from when they were created; older ones are not to be loaded
 * @param problems what stands in the way, one sentence each that says what mends it; empty when nothing does
 */
public record PreflightResult(Duration softDelete, List<String> problems) {
    /** Makes the list unmodifiable. */
    public PreflightResult {
        problems = List.copyOf(problems);
    }
}
