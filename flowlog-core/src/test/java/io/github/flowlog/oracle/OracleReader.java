package io.github.flowlog.oracle;

import io.github.flowlog.DocumentForm;
import io.github.flowlog.FlowTuple;
import io.github.flowlog.ReadLimits;
import io.github.flowlog.ReadStats;
import io.github.flowlog.ResumePoint;
import io.github.flowlog.oracle.Node.Kind;
import io.github.flowlog.oracle.Node.Member;
import io.github.flowlog.problem.BadInput.Scope;
import io.github.flowlog.problem.BadInputPolicy;
import io.github.flowlog.problem.ParseProblem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a whole flow log, or a fragment of one, in the plainest way.
 *
 * <p>Each document is walked once to find where it ends or breaks; each complete top-level record is then read by
 * Jackson into a tree, and the tree into flow tuples. The reading rules are those of docs/FORMAT.md.
 */
public final class OracleReader {
    private static final int NONE = -1;

    private final byte[] bytes;
    private final ResumePoint start;
    private final boolean isFragment;
    private final boolean isStrict;
    private final ReadLimits limits;
    private final Utf8Check utf8;

    private final List<FlowTuple> rows = new ArrayList<>();
    private final List<OracleProblem> problems = new ArrayList<>();
    private ResumePoint resumePoint;
    private int nextIndex;
    private long records;
    private long skippedRecords;
    private long skippedTuples;
    private long endedDocuments;
    private long unreadBytes;

    /** The first problem under STRICT. */
    private static final class Refusal extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Refusal() {
            super(null, null, false, false);
        }
    }

    /** A document that cannot be read to its end. */
    private static final class DocumentEnd extends Exception {
        private static final long serialVersionUID = 1L;

        final ParseProblem problem;
        final int at;
        final int unreadFrom;
        final int record;
        final int passed;

        DocumentEnd(ParseProblem problem, int at, int unreadFrom, int record) {
            this(problem, at, unreadFrom, record, at);
        }

        DocumentEnd(ParseProblem problem, int at, int unreadFrom, int record, int passed) {
            super(null, null, false, false);
            this.problem = problem;
            this.at = at;
            this.passed = passed;
            this.unreadFrom = unreadFrom;
            this.record = record;
        }
    }

    private OracleReader(
            byte[] bytes, ResumePoint start, boolean isFragment, BadInputPolicy policy, ReadLimits limits) {
        this.bytes = bytes;
        this.start = start;
        this.isFragment = isFragment;
        this.isStrict = policy == BadInputPolicy.STRICT;
        this.limits = limits;
        this.utf8 = new Utf8Check(bytes);
        this.resumePoint = start;
    }

    /** Reads a whole source. */
    public static OracleResult read(byte[] bytes, BadInputPolicy policy, ReadLimits limits) {
        return new OracleReader(bytes, ResumePoint.START, false, policy, limits).run();
    }

    /** Reads a fragment that begins at {@code start}. */
    public static OracleResult readFragment(byte[] bytes, ResumePoint start, BadInputPolicy policy, ReadLimits limits) {
        return new OracleReader(bytes, start, true, policy, limits).run();
    }

    private OracleResult run() {
        try {
            readAll();
        } catch (Refusal e) {
            // The only problem is in the list.
        }
        ReadStats stats = new ReadStats(
                bytes.length, records, rows.size(), skippedRecords, skippedTuples, endedDocuments, unreadBytes);
        return new OracleResult(rows, problems, stats, resumePoint);
    }

    private void readAll() {
        boolean isSeparated = start.offset() == 0;
        int at = 0;
        if (start.offset() == 0 && hasByteOrderMark()) {
            at = 3;
        }
        if (start.form() != DocumentForm.LINES) {
            at = readFragmentOfDocument(at);
            isSeparated = isResumedAt(at);
        }
        while (true) {
            int next = JsonWalk.skipWhiteSpace(bytes, at);
            if (next == bytes.length) {
                return;
            }
            for (int i = at; i < next; i++) {
                isSeparated |= bytes[i] == '\n';
            }
            at = isSeparated ? readDocument(next) : giveUp(new DocumentEnd(ParseProblem.SYNTAX, next, next, NONE));
            isSeparated = isResumedAt(at);
        }
    }

    /** Behind a document that was given up reading goes on at a brace right behind a line feed. */
    private boolean isResumedAt(int at) {
        return at > 0 && at < bytes.length && bytes[at] == '{' && bytes[at - 1] == '\n';
    }

    private boolean hasByteOrderMark() {
        return bytes.length >= 3 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB && bytes[2] == (byte) 0xBF;
    }

    private int readDocument(int from) {
        if ("\"-0123456789tfn".indexOf(bytes[from]) >= 0) {
            return giveUp(new DocumentEnd(ParseProblem.NOT_A_FLOW_LOG, from, from, NONE));
        }
        JsonWalk walk = new JsonWalk(bytes, from, limits.depth(), utf8.firstBadFrom(from));
        Node[] root = new Node[1];
        Stop stop = null;
        try {
            walk.value(0, node -> root[0] = node);
        } catch (Stop e) {
            stop = e;
            requireJacksonAgrees(from, e);
        }
        return interpret(root[0], stop, walk.position());
    }

    /** The rest of a document whose array of records was begun before the fragment. */
    private int readFragmentOfDocument(int from) {
        JsonWalk walk = new JsonWalk(bytes, from, limits.depth(), utf8.firstBadFrom(from));
        Node array = new Node(Kind.ARRAY, NONE);
        Node root = array;
        Stop stop = null;
        try {
            if (start.form() == DocumentForm.ARRAY) {
                walk.restOfArrayInFragment(array, 1);
                array.end = walk.position();
            } else {
                root = new Node(Kind.OBJECT, NONE);
                Member member = new Member("records", NONE);
                member.isMet = true;
                member.value = array;
                root.members.add(member);
                walk.restOfArrayInFragment(array, 2);
                array.end = walk.position();
                walk.restOfObject(root, 1);
                root.end = walk.position();
            }
        } catch (Stop e) {
            stop = e;
        }
        return interpret(root, stop, walk.position());
    }

    private void requireJacksonAgrees(int from, Stop stop) {
        boolean isAboutSyntax = stop.problem == ParseProblem.SYNTAX || stop.problem == ParseProblem.TRUNCATED;
        boolean isContainer = bytes[from] == '{' || bytes[from] == '[';
        // Jackson takes NUL bytes at the start for UTF-16.
        boolean isUtf8 = from + 4 <= bytes.length && bytes[from + 1] * bytes[from + 2] * bytes[from + 3] != 0;
        if (isAboutSyntax && isContainer && isUtf8 && JacksonTree.acceptsContainerAt(bytes, from)) {
            throw new AssertionError(
                    "Jackson accepts at byte " + from + " what the walk refuses: " + stop.getMessage());
        }
    }

    private int interpret(@Nullable Node root, @Nullable Stop stop, int end) {
        try {
            boolean mayEndHere = false;
            if (root != null) {
                mayEndHere = readRoot(root, stop);
            }
            boolean isFine = stop == null || (isFragment && mayEndHere && stop.problem == ParseProblem.TRUNCATED);
            if (isFine) {
                return stop == null ? end : bytes.length;
            }
            throw new DocumentEnd(stop.problem, stop.at, stop.at, NONE);
        } catch (DocumentEnd e) {
            return giveUp(e);
        }
    }

    /** Reads the records of a document; returns whether a fragment may end behind what was read. */
    private boolean readRoot(Node root, @Nullable Stop stop) throws DocumentEnd {
        if (root.is(Kind.ARRAY)) {
            readUnits(root, DocumentForm.ARRAY, stop);
            return true;
        }
        Optional<Member> firstKnown = root.members.stream()
                .filter(member -> member.isMet && RecordTree.KNOWN_KEYS.contains(member.key))
                .findFirst();
        if (firstKnown.isPresent() && firstKnown.get().key.equals("records")) {
            Node value = firstKnown.get().value;
            if (root.start != NONE) {
                requireWithinLimit(root.start, value == null ? NONE : value.start, root.start, stop);
            }
            return readEnvelope(root, stop);
        }
        if (firstKnown.isEmpty() && root.isClosed()) {
            requireWithinLimit(root.start, root.end, root.start, stop);
            long offset = start.offset() + root.start;
            reportRecord(ParseProblem.NOT_A_FLOW_LOG, "", root.start, offset, nextIndex++);
            resumePoint = new ResumePoint(start.offset() + root.end, DocumentForm.LINES);
            return false;
        }
        readUnit(root, DocumentForm.LINES, stop);
        return true;
    }

    private boolean readEnvelope(Node root, @Nullable Stop stop) throws DocumentEnd {
        boolean hasRecords = false;
        boolean hasArray = false;
        for (Member member : root.members) {
            Node value = member.value;
            boolean isRecords = member.key.equals("records");
            if (isRecords && !hasRecords && value != null && value.is(Kind.ARRAY)) {
                hasRecords = true;
                hasArray = true;
                readUnits(value, DocumentForm.ENVELOPE, stop);
                continue;
            }
            if (hasRecords) {
                requireWithinLimit(member.keyStart, value == null ? NONE : value.end, NONE, stop);
            } else if (isRecords && value != null) {
                requireWithinLimit(value.start, value.end, NONE, stop);
            }
            if (value == null || !value.isClosed()) {
                break;
            }
            if (isRecords && hasRecords) {
                reportRecord(ParseProblem.DUPLICATE_KEY, "records", member.keyStart, NONE, NONE);
            } else if (isRecords) {
                hasRecords = true;
                reportRecord(ParseProblem.WRONG_TYPE, "records", value.start, NONE, NONE);
            } else if (RecordTree.KNOWN_KEYS.contains(member.key)) {
                reportRecord(ParseProblem.CONFLICT, member.key, member.keyStart, NONE, NONE);
            }
        }
        return hasArray;
    }

    private void readUnits(Node array, DocumentForm form, @Nullable Stop stop) throws DocumentEnd {
        for (Node element : array.elements) {
            readUnit(element, form, stop);
        }
    }

    private void readUnit(Node node, DocumentForm form, @Nullable Stop stop) throws DocumentEnd {
        int record = node.is(Kind.OBJECT) ? node.start : NONE;
        requireWithinLimit(node.start, node.end, record, stop);
        if (!node.isClosed()) {
            if (stop == null) {
                throw new AssertionError("open without a reason: " + node);
            }
            throw new DocumentEnd(stop.problem, stop.at, record == NONE ? stop.at : record, record);
        }
        Node tree = JacksonTree.parse(bytes, node.start, node.end);
        tree.requireSame(node);
        UnitReader unit = new UnitReader(bytes, start.offset(), nextIndex, limits.nameBytes());
        unit.element(tree);
        take(unit);
        resumePoint = new ResumePoint(start.offset() + node.end, form);
    }

    /** Checks the length of what begins at {@code from} and, when it is not closed, ends where the walk stopped. */
    private void requireWithinLimit(int from, int endOrNone, int record, @Nullable Stop stop) throws DocumentEnd {
        int end = endOrNone != NONE ? endOrNone : stop == null ? bytes.length : stop.at;
        if (end - from > limits.recordBytes()) {
            throw new DocumentEnd(ParseProblem.LIMIT, from, from, record, from + limits.recordBytes());
        }
    }

    private void take(UnitReader unit) {
        unit.problems.sort(Comparator.comparingLong(OracleProblem::byteOffset));
        if (isStrict && !unit.problems.isEmpty()) {
            problems.add(unit.problems.get(0));
            throw new Refusal();
        }
        nextIndex = unit.nextIndex();
        rows.addAll(unit.rows);
        records += unit.goodRecords;
        for (OracleProblem problem : unit.problems) {
            problems.add(problem);
            if (problem.scope() == Scope.TUPLE) {
                skippedTuples++;
            } else {
                skippedRecords++;
            }
        }
    }

    private void reportRecord(ParseProblem problem, String field, int at, long recordOffset, int recordIndex) {
        problems.add(new OracleProblem(
                problem, Scope.RECORD, field, start.offset() + at, recordOffset, recordIndex, NONE, 0));
        if (isStrict) {
            throw new Refusal();
        }
        skippedRecords++;
    }

    /** Reports the end of a document; returns where the next one begins. */
    private int giveUp(DocumentEnd end) {
        int next = end.problem == ParseProblem.TRUNCATED ? bytes.length : nextLineWithBrace(end.passed);
        long unread = isStrict ? 0 : next - end.unreadFrom;
        problems.add(new OracleProblem(
                end.problem,
                Scope.DOCUMENT,
                "",
                start.offset() + end.at,
                end.record == NONE ? NONE : start.offset() + end.record,
                end.record == NONE ? NONE : nextIndex,
                NONE,
                unread));
        if (isStrict) {
            throw new Refusal();
        }
        nextIndex += end.record == NONE ? 0 : 1;
        endedDocuments++;
        unreadBytes += unread;
        return next;
    }

    private int nextLineWithBrace(int from) {
        for (int i = Math.max(0, from - 1); i + 1 < bytes.length; i++) {
            if (bytes[i] == '\n' && bytes[i + 1] == '{') {
                return i + 1;
            }
        }
        return bytes.length;
    }
}
