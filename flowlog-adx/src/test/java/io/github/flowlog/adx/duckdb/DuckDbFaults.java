package io.github.flowlog.adx.duckdb;

import io.github.flowlog.adx.target.LoadTarget;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** Lets tests of other packages act at the steps of a commit. */
public final class DuckDbFaults {
    private DuckDbFaults() {}

    /** The names of the steps, in order. */
    public static List<String> steps() {
        return Arrays.stream(DuckDbStep.values()).map(Enum::name).toList();
    }

    /** Opens a target that tells the names of its steps. */
    public static LoadTarget open(Path file, Consumer<String> steps) throws IOException {
        return DuckDbTarget.open(file, step -> steps.accept(step.name()));
    }
}
