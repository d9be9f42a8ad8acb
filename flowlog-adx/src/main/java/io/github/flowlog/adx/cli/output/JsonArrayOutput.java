package io.github.flowlog.adx.cli.output;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Turns JSON lines into one JSON array: a line feed never stands inside a line, so each one is a border. */
public final class JsonArrayOutput extends FilterOutputStream {
    private boolean started;
    private boolean atBorder;

    public JsonArrayOutput(OutputStream out) {
        super(out);
    }

    @Override
    public void write(int b) throws IOException {
        byte[] one = {(byte) b};
        write(one, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        int at = from;
        int to = from + length;
        while (at < to) {
            openElement();
            int end = at;
            while (end < to && bytes[end] != '\n') {
                end++;
            }
            out.write(bytes, at, end - at);
            atBorder = end < to;
            at = end + 1;
        }
    }

    private void openElement() throws IOException {
        if (!started) {
            started = true;
            out.write('[');
        } else if (atBorder) {
            out.write(',');
            out.write('\n');
        }
        atBorder = false;
    }

    /** Closes the array; the stream below stays open. */
    void end() throws IOException {
        if (!started) {
            out.write('[');
        }
        out.write(']');
        out.write('\n');
        out.flush();
    }
}
