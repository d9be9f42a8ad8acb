package io.github.flowlog.adx.cli.totals;

import picocli.CommandLine.Option;

/** The option {@code --drop-superseded}. */
final class SupersededOption {
    @Option(
            names = "--drop-superseded",
            order = 20,
            description =
                    "Leave out End tuples whose counters a later End of the same record holds again (VNet flow logs: "
                            + "E, then B of the same time, then E with counters at least as high). Default: all are counted.")
    private boolean drops;

    boolean drops() {
        return drops;
    }
}
