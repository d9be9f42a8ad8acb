package io.github.flowlog.adx.cli.terminal;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;

/** Tells failures of the output from those of the sources, and a closed pipe from both. */
public final class CheckedOutput extends FilterOutputStream {
    private final String name;
    private final boolean pipe;

    private CheckedOutput(OutputStream out, String name, boolean pipe) {
        super(out);
        this.name = name;
        this.pipe = pipe;
    }

    static CheckedOutput standardOutput(OutputStream out, boolean pipe) {
        return new CheckedOutput(out, "standard output", pipe);
    }

    public static CheckedOutput of(OutputStream out, String name) {
        return new CheckedOutput(out, name, false);
    }

    @Override
    public void write(int b) throws IOException {
        try {
            out.write(b);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        try {
            out.write(bytes, from, length);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    @Override
    public void flush() throws IOException {
        try {
            out.flush();
        } catch (IOException e) {
            throw failure(e);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            out.close();
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private IOException failure(IOException e) {
        // The text comes from the C library and is translated there, so for a pipe any failure counts.
        String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        return pipe || message.contains("broken pipe") ? new ClosedPipeException(e) : new OutputException(name, e);
    }
}
