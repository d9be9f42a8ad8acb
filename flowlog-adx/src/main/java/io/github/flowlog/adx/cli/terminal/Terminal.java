package io.github.flowlog.adx.cli.terminal;

import io.github.flowlog.adx.cli.text.TerminalText;
import io.github.flowlog.adx.storage.Redaction;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/**
 * What a command is attached to: streams, environment, screen, clock. Tests put their own in each place.
 *
 * @param in standard input
 * @param out standard output, unbuffered
 * @param err standard error
 * @param environment environment variables
 * @param outKind what standard output leads to
 * @param errIsTerminal whether a person sees standard error as it is written
 * @param screenWidth columns of the screen, or 0 when there is none; asked only when a table is drawn
 * @param nanoTime a clock for durations
 * @param clock what time it is
 * @param interrupts how signals are heard
 * @param workingDirectory what relative paths are relative to
 */
public record Terminal(
        InputStream in,
        OutputStream out,
        OutputStream err,
        Map<String, String> environment,
        OutputKind outKind,
        boolean errIsTerminal,
        IntSupplier screenWidth,
        LongSupplier nanoTime,
        InstantSource clock,
        Interrupts interrupts,
        Path workingDirectory) {
    /** Width of a table that nothing limits. */
    public static final int UNLIMITED = Integer.MAX_VALUE;

    private static final int OUTPUT_BUFFER = 1 << 16;
    private static final int USUAL_WIDTH = 80;
    private static final int NARROWEST = 20;

    /** What standard output leads to. */
    public enum OutputKind {
        TERMINAL,
        PIPE,
        FILE
    }

    public boolean outIsTerminal() {
        return outKind == OutputKind.TERMINAL;
    }

    /** Standard output, buffered; whoever opens it flushes it. */
    public OutputStream openOutput() {
        OutputStream checked = CheckedOutput.standardOutput(out, outKind == OutputKind.PIPE);
        OutputStream buffered = new BufferedOutputStream(checked, OUTPUT_BUFFER);
        return outIsTerminal() ? new TerminalSafeOutput(buffered) : buffered;
    }

    /** Standard output for tables, whose cells are safe already and which may be coloured. */
    public OutputStream openTableOutput() {
        return new BufferedOutputStream(CheckedOutput.standardOutput(out, outKind == OutputKind.PIPE), OUTPUT_BUFFER);
    }

    /** How wide a table may be. A table that is written to a file or a pipe is not cut, unless COLUMNS says so. */
    public int tableWidth() {
        String columns = environment.getOrDefault("COLUMNS", "").trim();
        if (columns.matches("[1-9][0-9]{0,4}")) {
            return Math.max(NARROWEST, Integer.parseInt(columns));
        }
        if (!outIsTerminal()) {
            return UNLIMITED;
        }
        int measured = screenWidth.getAsInt();
        return measured > 0 ? Math.max(NARROWEST, measured) : USUAL_WIDTH;
    }

    /** How wide a line on standard error may be. */
    public int errWidth() {
        int measured = screenWidth.getAsInt();
        return measured > 0 ? Math.max(NARROWEST, measured) : USUAL_WIDTH;
    }

    public boolean coloursOutput() {
        return outIsTerminal()
                && environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", "").equals("dumb");
    }

    /** Prints one line on standard error, without the signatures in it: what was typed in the wrong place is often repeated. */
    public void say(String line) {
        draw(TerminalText.printable(Redaction.withoutSecrets(line)) + "\n");
    }

    /** Writes to standard error as it is, control sequences included. */
    public void draw(String text) {
        try {
            err.write(text.getBytes(StandardCharsets.UTF_8));
            err.flush();
        } catch (IOException e) {
            // Nobody is left to be told.
            return;
        }
    }

    public Path resolve(String path) {
        return workingDirectory.resolve(path);
    }

    /** Where it stands; the environment holds secrets. */
    @Override
    public String toString() {
        return "terminal in " + workingDirectory;
    }
}
