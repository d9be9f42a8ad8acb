package io.github.flowlog.adx.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A copy of a stream in a temporary file, with the hash of its bytes.
 *
 * @param file the copy; it is deleted when the JVM exits, if nobody does so before
 * @param sha256 64 hex digits
 */
record SpooledInput(Path file, String sha256) {
    /** What its identity begins with; no real path does. */
    static final String IDENTITY = "stdin:";

    static SpooledInput read(String name, InputStream in) throws IOException {
        Path file = Files.createTempFile("flowlog-stdin-", ".json");
        file.toFile().deleteOnExit();
        MessageDigest digest = newSha256();
        try (OutputStream out = new DigestOutputStream(Files.newOutputStream(file), digest)) {
            in.transferTo(out);
        } catch (IOException e) {
            Files.deleteIfExists(file);
            throw new IOException("Cannot copy " + name + " to " + file + ": " + e.getMessage(), e);
        }
        return new SpooledInput(file, HexFormat.of().formatHex(digest.digest()));
    }

    private static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
