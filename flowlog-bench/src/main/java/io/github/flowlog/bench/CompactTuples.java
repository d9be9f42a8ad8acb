package io.github.flowlog.bench;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The texts of the flow tuples of a compact ASCII log without escapes, such as the generator writes. */
final class CompactTuples {
    private static final byte[] ARRAY = "\"flowTuples\":[".getBytes(StandardCharsets.US_ASCII);

    private CompactTuples() {}

    /** Gives another text for the tuple that stands {@code index} tuples behind the first. */
    @FunctionalInterface
    interface Rewriting {
        /** The text to put in the place of {@code tuple}, which may be {@code tuple} itself. */
        String of(long index, String tuple);
    }

    /** All tuples in their order. */
    static List<String> of(byte[] log) {
        List<String> tuples = new ArrayList<>();
        rewritten(log, (index, tuple) -> {
            tuples.add(tuple);
            return tuple;
        });
        return tuples;
    }

    /** The log with other tuples and everything else as it was. */
    static byte[] rewritten(byte[] log, Rewriting rewriting) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(log.length + log.length / 2);
        long index = 0;
        int copied = 0;
        for (int at = 0; at < log.length; at++) {
            if (log[at] != '"' || !isArray(log, at)) {
                continue;
            }
            at += ARRAY.length;
            while (log[at] == '"') {
                int end = at + 1;
                while (log[end] != '"') {
                    end++;
                }
                String tuple = new String(log, at + 1, end - at - 1, StandardCharsets.US_ASCII);
                out.write(log, copied, at + 1 - copied);
                out.writeBytes(rewriting.of(index++, tuple).getBytes(StandardCharsets.US_ASCII));
                copied = end;
                at = log[end + 1] == ',' ? end + 2 : end + 1;
            }
        }
        out.write(log, copied, log.length - copied);
        return out.toByteArray();
    }

    private static boolean isArray(byte[] log, int at) {
        for (int i = 0; i < ARRAY.length; i++) {
            if (at + i >= log.length || log[at + i] != ARRAY[i]) {
                return false;
            }
        }
        return true;
    }
}
