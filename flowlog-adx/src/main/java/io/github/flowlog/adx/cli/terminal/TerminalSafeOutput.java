package io.github.flowlog.adx.cli.terminal;

import io.github.flowlog.adx.cli.text.SafeText;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Escapes in UTF-8 text what must not reach a terminal, as {@link SafeText} decides, line feeds and tabs excepted; csv,
 * jsonl and json pass through it on their way to a terminal. Into a file or a pipe they go exactly as they are.
 */
public final class TerminalSafeOutput extends FilterOutputStream {
    private static final int LONGEST = 4;

    private final byte[] character = new byte[LONGEST];
    private final SafeText safe = new SafeText();
    private int length;
    private int missing;

    public TerminalSafeOutput(OutputStream out) {
        super(out);
    }

    @Override
    public void write(int b) throws IOException {
        int unsigned = b & 0xFF;
        if (length == 0 && unsigned >= ' ' && unsigned <= '~') {
            safe.shows(unsigned);
            out.write(unsigned);
            return;
        }
        boolean continues = (unsigned & 0xC0) == 0x80;
        if (missing > 0 && !continues) {
            endCharacter();
        }
        character[length++] = (byte) b;
        missing = missing > 0 ? missing - 1 : bytesBehind(unsigned);
        if (missing == 0) {
            endCharacter();
        }
    }

    private static int bytesBehind(int lead) {
        if (lead < 0xC0) {
            return 0;
        }
        return lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : LONGEST - 1;
    }

    /** Bytes that are no character come out as U+FFFD. */
    private void endCharacter() throws IOException {
        String text = new String(character, 0, length, StandardCharsets.UTF_8);
        length = 0;
        missing = 0;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int point = text.codePointAt(i);
            boolean shown = safe.shows(point) || point == '\n' || point == '\t';
            String visible = shown ? Character.toString(point) : SafeText.escape(point);
            out.write(visible.getBytes(StandardCharsets.UTF_8));
        }
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
        for (int i = from; i < from + count; i++) {
            write(bytes[i]);
        }
    }
}
