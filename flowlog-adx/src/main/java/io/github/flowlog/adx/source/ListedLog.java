package io.github.flowlog.adx.source;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a log that is not opened.
 *
 * @param path as the user named it
 * @param blobName what the path says; null when it says nothing
 * @param storedBytes size as it is stored, before decompression
 */
public record ListedLog(String path, @Nullable FlowLogBlobName blobName, long storedBytes) {
    /**
     * Looks at a log from outside.
     *
     * <p>The real path speaks first, as it does when the log is loaded; where it says nothing, as behind a link to a
     * folder of another kind, the path that was named does.
     */
    public static ListedLog of(FlowLogSource log, Path workingDirectory) throws IOException {
        FlowLogBlobName blobName = FlowLogBlobName.parseOrNull(log.path());
        if (blobName == null && log.container().isEmpty()) {
            Path named = workingDirectory.toAbsolutePath().resolve(log.name()).normalize();
            blobName = FlowLogBlobName.parseOrNull(named.toString());
        }
        return new ListedLog(log.name(), blobName, log.storedBytes());
    }
}
