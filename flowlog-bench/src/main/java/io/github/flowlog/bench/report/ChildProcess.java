package io.github.flowlog.bench.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * A process that ran to its end with its standard output in a pipe.
 *
 * @param firstLine nanoseconds from its start to the end of its first line
 * @param end nanoseconds from its start to its end
 * @param output what it printed, the first 4 KiB of it
 */
record ChildProcess(long firstLine, long end, byte[] output) {
    private static final int PIECE = 1 << 16;
    /** The programs measured here print a few lines, or rows that nobody keeps. */
    private static final int KEPT = 1 << 12;

    /** The {@code java} that runs this. */
    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** Runs a command with this JDK as JAVA_HOME, its messages to {@code log}; fails when the command does. */
    static ChildProcess run(Path log, List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        byte[] piece = new byte[PIECE];
        byte[] kept = new byte[KEPT];
        int keptLength = 0;
        long firstLine = 0;
        long start = System.nanoTime();
        Process process = builder.start();
        try (InputStream out = process.getInputStream()) {
            for (int read = out.read(piece); read >= 0; read = out.read(piece)) {
                if (firstLine == 0 && hasLine(piece, read)) {
                    firstLine = System.nanoTime() - start;
                }
                int more = Math.min(read, KEPT - keptLength);
                System.arraycopy(piece, 0, kept, keptLength, more);
                keptLength += more;
            }
        }
        int exitCode = process.waitFor();
        long end = System.nanoTime() - start;
        if (exitCode != 0) {
            throw new IOException("exit code " + exitCode + " of " + String.join(" ", command) + "; see " + log);
        }
        return new ChildProcess(firstLine, end, Arrays.copyOf(kept, keptLength));
    }

    private static boolean hasLine(byte[] bytes, int length) {
        for (int i = 0; i < length; i++) {
            if (bytes[i] == '\n') {
                return true;
            }
        }
        return false;
    }
}
