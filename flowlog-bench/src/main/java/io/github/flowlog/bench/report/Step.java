package io.github.flowlog.bench.report;

import java.io.IOException;
import java.nio.file.Path;

/** A part of a section that is measured at one go. */
interface Step {
    /** What is typed at the top of a checkout to do the same by hand. */
    String command();

    /** Measures and leaves the results in {@code json}; what is told on the way goes to {@code log}. */
    void run(Path json, Path log) throws IOException, InterruptedException;
}
