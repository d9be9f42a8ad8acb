package io.github.flowlog.spec;

import io.github.flowlog.DocumentForm;
import io.github.flowlog.ReadLimits;
import io.github.flowlog.ResumePoint;
import io.github.flowlog.oracle.OracleProblem;
import io.github.flowlog.problem.BadInput.Scope;
import io.github.flowlog.problem.ParseProblem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One row of a spec table: what is read, how, and what has to come out.
 *
 * <p>Expected is a list parted by {@code ;}: {@code rows 2}, {@code records 1}, {@code resume 3 ENVELOPE}, single columns
 * as {@code #0 source=10.0.0.1}, and problems as {@code TUPLE BAD_VALUE@time: byte 2, record 1/0, tuple 4}; numbers
 * behind {@code byte}, {@code record}, {@code resume} and {@code unread} name marks of the input.
 */
final class SpecRow {
    private static final Pattern PROBLEM = Pattern.compile("(TUPLE|RECORD|DOCUMENT) ([A-Z_]+)(?:@([^:]*))?: byte (\\w+)"
            + "(?:, record (\\w+)/(\\d+))?(?:, tuple (\\d+))?(?:, unread (\\w+) to (\\w+))?");

    final String id;
    final byte[] bytes;
    final boolean isFragment;
    final ResumePoint start;
    final ReadLimits limits;
    final List<OracleProblem> problems = new ArrayList<>();
    final Map<Integer, Map<String, String>> columns = new HashMap<>();
    int rows = -1;

    @Nullable
    Long records;

    @Nullable
    ResumePoint resumePoint;

    private final SpecInput input;

    private SpecRow(String id, String readAs, SpecInput input) {
        this.id = id;
        this.input = input;
        this.bytes = input.bytes();
        ResumePoint from = ResumePoint.START;
        ReadLimits bounds = ReadLimits.defaults();
        String[] words = readAs.split(" ", -1);
        this.isFragment = words[0].equals("fragment");
        for (int i = 1; i < words.length; i++) {
            String[] pair = words[i].split("=", -1);
            int number = Integer.parseInt(pair[1]);
            switch (pair[0]) {
                case "depth" -> bounds = bounds.withDepth(number);
                case "nameBytes" -> bounds = bounds.withNameBytes(number);
                case "recordBytes" -> bounds = bounds.withRecordBytes(number);
                default -> from = new ResumePoint(number, DocumentForm.valueOf(pair[0]));
            }
        }
        this.start = from;
        this.limits = bounds;
    }

    static SpecRow parse(String line) {
        String[] cells = line.split("\\|", -1);
        if (cells.length != 5) {
            throw new IllegalArgumentException("a spec row has 5 cells: " + line);
        }
        SpecRow row = new SpecRow(cells[0].strip(), cells[1].strip(), SpecInput.parse(cells[2].strip()));
        for (String part : cells[3].split(";", -1)) {
            row.expect(part.strip());
        }
        if (row.rows < 0 || cells[4].isBlank()) {
            throw new IllegalArgumentException("a spec row says how many rows and why: " + line);
        }
        return row;
    }

    private void expect(String part) {
        String[] words = part.split(" ", -1);
        switch (words[0]) {
            case "rows" -> rows = Integer.parseInt(words[1]);
            case "records" -> records = Long.valueOf(words[1]);
            case "resume" ->
                resumePoint = words[1].equals("start")
                        ? start
                        : new ResumePoint(place(words[1]), DocumentForm.valueOf(words[2]));
            default -> {
                if (words[0].startsWith("#")) {
                    expectColumns(Integer.parseInt(words[0].substring(1)), words);
                } else {
                    problems.add(problem(part));
                }
            }
        }
    }

    private void expectColumns(int row, String[] words) {
        Map<String, String> ofRow = columns.computeIfAbsent(row, key -> new HashMap<>());
        for (int i = 1; i < words.length; i++) {
            int equals = words[i].indexOf('=');
            String name = words[i].substring(0, equals);
            String value = words[i].substring(equals + 1);
            ofRow.put(name, name.equals("recordOffset") ? String.valueOf(place(value)) : value);
        }
    }

    private OracleProblem problem(String text) {
        Matcher parts = PROBLEM.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("neither a count nor a problem: " + text);
        }
        return new OracleProblem(
                ParseProblem.valueOf(parts.group(2)),
                Scope.valueOf(parts.group(1)),
                parts.group(3) == null ? "" : parts.group(3),
                place(parts.group(4)),
                parts.group(5) == null ? -1 : place(parts.group(5)),
                parts.group(6) == null ? -1 : Integer.parseInt(parts.group(6)),
                parts.group(7) == null ? -1 : Integer.parseInt(parts.group(7)),
                parts.group(8) == null ? 0 : place(parts.group(9)) - place(parts.group(8)));
    }

    private long place(String mark) {
        return start.offset() + input.mark(mark);
    }

    @Override
    public String toString() {
        return id;
    }
}
