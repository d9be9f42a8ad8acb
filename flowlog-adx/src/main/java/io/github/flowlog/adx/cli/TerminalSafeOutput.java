package io.github.flowlog.adx.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Replaces control characters in UTF-8 text by question marks, line feeds and tabs excepted; csv and jsonl pass through
 * it on their way to a terminal.
 */
final class TerminalSafeOutput extends FilterOutputStream {
    private static final int C1_LEAD = 0xC2;

    private boolean afterC1Lead;

    TerminalSafeOutput(OutputStream out) {
        super(out);
    }

    @Override
    public void write(int b) throws IOException {
        int unsigned = b & 0xFF;
        boolean c1 = afterC1Lead && unsigned >= 0x80 && unsigned < 0xA0;
        boolean c0 = (unsigned < ' ' && unsigned != '\n' && unsigned != '\t') || unsigned == 0x7F;
        if (afterC1Lead && !c1) {
            out.write(C1_LEAD);
        }
        afterC1Lead = unsigned == C1_LEAD;
        if (!afterC1Lead) {
            out.write(c0 || c1 ? '?' : unsigned);
        }
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        for (int i = from; i < from + length; i++) {
            write(bytes[i]);
        }
    }
}
