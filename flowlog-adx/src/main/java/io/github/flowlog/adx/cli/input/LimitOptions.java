package io.github.flowlog.adx.cli.input;

import io.github.flowlog.ReadLimits;
import io.github.flowlog.adx.cli.terminal.CommandFailure;
import io.github.flowlog.adx.cli.text.ByteSize;
import picocli.CommandLine.Option;

/** How much a source may make the reader hold or do. */
public final class LimitOptions {
    @Option(
            names = "--max-record",
            paramLabel = "SIZE",
            order = 60,
            converter = ByteSize.class,
            description = "Largest record that is read; default 16M, at most 1G.")
    private long maxRecord = ReadLimits.defaults().recordBytes();

    @Option(
            names = "--max-depth",
            paramLabel = "LEVELS",
            order = 61,
            description = "Deepest nesting that is read; default 64, at most 500.")
    private int maxDepth = ReadLimits.defaults().depth();

    @Option(
            names = "--max-name",
            paramLabel = "SIZE",
            order = 62,
            converter = ByteSize.class,
            description = "Longest rule or resource id that is read; default 4096 bytes.")
    private long maxName = ReadLimits.defaults().nameBytes();

    @Option(
            names = "--max-expansion",
            paramLabel = "TIMES",
            order = 63,
            description = "How many times its size gzip may expand to; default 200.")
    private int maxExpansion = ReadLimits.defaults().gzipExpansion();

    /** What a hostile source may make the reader hold or do. */
    public ReadLimits limits() {
        try {
            return ReadLimits.defaults()
                    .withRecordBytes((int) Math.min(maxRecord, Integer.MAX_VALUE))
                    .withDepth(maxDepth)
                    .withNameBytes((int) Math.min(maxName, Integer.MAX_VALUE))
                    .withGzipExpansion(maxExpansion);
        } catch (IllegalArgumentException outOfRange) {
            throw CommandFailure.usage(String.valueOf(outOfRange.getMessage())
                    .replace("recordBytes", "--max-record")
                    .replace("depth", "--max-depth")
                    .replace("nameBytes", "--max-name")
                    .replace("gzipExpansion", "--max-expansion"));
        }
    }
}
