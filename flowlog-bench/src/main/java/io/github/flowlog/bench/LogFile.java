package io.github.flowlog.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes logs into files of the temporary directory. */
@FunctionalInterface
interface LogFile {
    /** Writes the whole log. */
    void writeTo(OutputStream out) throws IOException;

    /** Writes a log into a new file, which the caller deletes. */
    static Path create(LogFile log) throws IOException {
        Path path = Files.createTempFile("flowlog-bench", ".json");
        try (OutputStream out = Files.newOutputStream(path)) {
            log.writeTo(out);
        }
        return path;
    }
}
