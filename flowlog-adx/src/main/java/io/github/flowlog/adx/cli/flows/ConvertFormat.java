package io.github.flowlog.adx.cli.flows;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What {@code convert} writes. */
enum ConvertFormat {
    CSV,
    JSONL,
    PARQUET;

    /** The format that a file name stands for; null when it stands for none. */
    static @Nullable ConvertFormat ofNameOrNull(String fileName) {
        String name = fileName.toLowerCase(Locale.ROOT);
        String plain = isGzip(name) ? name.substring(0, name.length() - ".gz".length()) : name;
        if (plain.endsWith(".csv")) {
            return CSV;
        }
        if (plain.endsWith(".jsonl") || plain.endsWith(".ndjson")) {
            return JSONL;
        }
        return name.endsWith(".parquet") ? PARQUET : null;
    }

    static boolean isGzip(String fileName) {
        return fileName.toLowerCase(Locale.ROOT).endsWith(".gz");
    }
}
