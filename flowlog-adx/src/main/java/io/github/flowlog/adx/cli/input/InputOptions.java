package io.github.flowlog.adx.cli.input;

import io.github.flowlog.ReadLimits;
import io.github.flowlog.problem.BadInputPolicy;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a command that reads logs does with bad input. */
public final class InputOptions {
    @Option(
            names = "--on-bad",
            paramLabel = "skip|fail",
            order = 50,
            description =
                    "What to do with input that cannot be read: skip and report it (default; exit code 3), or fail "
                            + "at the first problem (exit code 1).")
    private OnBad onBad = OnBad.SKIP;

    @Mixin
    private LimitOptions limits = new LimitOptions();

    /** The words of {@code --on-bad}. */
    enum OnBad {
        SKIP,
        FAIL
    }

    public BadInputPolicy policy() {
        return onBad == OnBad.FAIL ? BadInputPolicy.STRICT : BadInputPolicy.SKIP;
    }

    /** What a hostile source may make the reader hold or do. */
    public ReadLimits limits() {
        return limits.limits();
    }
}
