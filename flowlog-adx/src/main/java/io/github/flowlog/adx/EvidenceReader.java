package io.github.flowlog.adx;

import io.github.flowlog.adx.ledger.Evidence;
import io.github.flowlog.adx.source.FlowLogSource;
import io.github.flowlog.problem.BadInput;
import io.github.flowlog.problem.ParseProblem;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.ZipException;

/**
 * Fetches the bytes of what was refused: the text of a tuple, the beginning of a record or of the rest of a document.
 *
 * <p>A source is read forwards once for all of its problems in a batch, and not at all when it has none. One object
 * serves one batch, and returns a bounded number of bytes for it.
 */
final class EvidenceReader {
    /** Most bytes of one problem. */
    private static final int MOST = 4 << 10;

    private long left;

    /** Makes a reader that returns so many bytes at most. */
    EvidenceReader(long most) {
        this.left = most;
    }

    /** The evidence of each problem of a source, in the same order. */
    List<Evidence> read(FlowLogSource source, List<BadInput> problems) throws IOException {
        if (problems.isEmpty() || left <= 0) {
            return Collections.nCopies(problems.size(), Evidence.OMITTED);
        }
        List<Integer> forwards =
                new ArrayList<>(IntStream.range(0, problems.size()).boxed().toList());
        forwards.sort(Comparator.comparingLong(i -> start(problems.get(i))));
        Evidence[] found = new Evidence[problems.size()];
        Arrays.fill(found, Evidence.OMITTED);
        long start = start(problems.get(forwards.get(0)));
        try (InputStream in = source.bytes(start)) {
            Window window = new Window(in, start);
            for (int i : forwards) {
                BadInput problem = problems.get(i);
                window.moveTo(start(problem));
                if (left > 0 && window.holds(problem.byteOffset())) {
                    found[i] = evidence(problem, window);
                }
            }
        }
        return Arrays.asList(found);
    }

    /** Where the bytes begin that are looked at; a tuple begins at some distance before its bad field. */
    private static long start(BadInput problem) {
        if (problem.scope() == BadInput.Scope.TUPLE) {
            return Math.max(problem.recordOffset(), problem.byteOffset() - MOST);
        }
        return problem.recordOffset() < 0 ? problem.byteOffset() : problem.recordOffset();
    }

    private Evidence evidence(BadInput problem, Window window) {
        boolean tupleText = problem.scope() == BadInput.Scope.TUPLE && problem.problem() != ParseProblem.WRONG_TYPE;
        int from = 0;
        int end = (int) Math.min(window.length, Math.max(1, problem.unreadBytes()));
        if (tupleText) {
            int at = window.index(problem.byteOffset());
            from = window.behindQuoteBefore(at);
            end = window.quoteFrom(at);
        } else if (problem.scope() != BadInput.Scope.DOCUMENT) {
            from = problem.scope() == BadInput.Scope.TUPLE ? window.index(problem.byteOffset()) : 0;
            end = window.endOfValue(from);
        }
        int to = Math.min(end, from + MOST);
        left -= to - from;
        return Evidence.of(window.bytes, from, to, to < end || to == window.length);
    }

    /** The uncompressed bytes from one place on, as far as they are there, and long enough for any evidence. */
    private static final class Window {
        private final InputStream in;
        private final byte[] bytes = new byte[2 * MOST + 1];
        private long start;
        private int length;
        private boolean ended;

        Window(InputStream in, long start) {
            this.in = in;
            this.start = start;
        }

        void moveTo(long place) throws IOException {
            while (start < place && (length > 0 || !ended)) {
                int gone = (int) Math.min(place - start, length);
                System.arraycopy(bytes, gone, bytes, 0, length - gone);
                length -= gone;
                start += gone;
                if (start < place) {
                    fill();
                }
            }
            fill();
        }

        private void fill() throws IOException {
            try {
                while (!ended && length < bytes.length) {
                    int read = in.read(bytes, length, bytes.length - length);
                    ended = read < 0;
                    length += Math.max(0, read);
                }
            } catch (EOFException | ZipException damaged) {
                // what stands behind the damage is no evidence of anything
                ended = true;
            }
        }

        boolean holds(long place) {
            return place >= start && length > 0;
        }

        int index(long place) {
            return (int) Math.min(length, place - start);
        }

        int behindQuoteBefore(int at) {
            int from = at;
            while (from > 0 && !isQuote(from - 1)) {
                from--;
            }
            return from;
        }

        int quoteFrom(int at) {
            int end = at;
            while (end < length && !isQuote(end)) {
                end++;
            }
            return end;
        }

        private boolean isQuote(int at) {
            int backslashes = 0;
            while (at - backslashes > 0 && bytes[at - backslashes - 1] == '\\') {
                backslashes++;
            }
            return bytes[at] == '"' && backslashes % 2 == 0;
        }

        /** Just behind the JSON value that begins here, or the end of the window when it does not end before. */
        int endOfValue(int from) {
            int depth = 0;
            boolean inText = false;
            for (int at = from; at < length; at++) {
                byte c = bytes[at];
                if (inText) {
                    if (c == '\\') {
                        at++;
                    } else if (c == '"') {
                        inText = false;
                    }
                } else if (c == '"') {
                    inText = true;
                } else if (c == '{' || c == '[') {
                    depth++;
                } else if (c == ',' && depth == 0) {
                    return at;
                } else if (c == '}' || c == ']') {
                    depth--;
                    if (depth <= 0) {
                        return depth < 0 ? at : at + 1;
                    }
                }
            }
            return length;
        }
    }
}
