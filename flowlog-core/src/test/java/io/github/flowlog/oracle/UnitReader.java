package io.github.flowlog.oracle;

import io.github.flowlog.FlowTuple;
import io.github.flowlog.oracle.Node.Kind;
import io.github.flowlog.oracle.Node.Member;
import io.github.flowlog.problem.BadInput.Scope;
import io.github.flowlog.problem.ParseProblem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads one top-level record and the records nested in it. */
final class UnitReader {
    private static final int NONE = -1;

    private final byte[] bytes;
    private final long base;
    private final int nameLimit;
    private int nextIndex;

    final List<FlowTuple> rows = new ArrayList<>();
    final List<OracleProblem> problems = new ArrayList<>();
    int goodRecords;

    UnitReader(byte[] bytes, long base, int nextIndex, int nameLimit) {
        this.bytes = bytes;
        this.base = base;
        this.nextIndex = nextIndex;
        this.nameLimit = nameLimit;
    }

    int nextIndex() {
        return nextIndex;
    }

    void element(Node node) {
        if (!node.is(Kind.OBJECT)) {
            report(ParseProblem.WRONG_TYPE, Scope.RECORD, "record", node.start, base + node.start, nextIndex++, NONE);
        } else if (node.has("records")) {
            nestedEnvelope(node);
        } else {
            record(node);
        }
    }

    private void record(Node node) {
        int index = nextIndex++;
        try {
            readTuples(RecordTree.read(node, nameLimit), base + node.start, index);
            goodRecords++;
        } catch (BadRecord e) {
            report(e.problem, Scope.RECORD, e.field, e.at, base + node.start, index, NONE);
        }
    }

    private void readTuples(RecordTree record, long recordOffset, int recordIndex) {
        int tupleIndex = 0;
        for (RecordTree.Group group : record.groups()) {
            TupleText.Context context = record.contextOf(group, recordOffset);
            for (Node tuple : group.tuples().elements) {
                readTuple(tuple, context, recordIndex, tupleIndex++);
            }
        }
    }

    private void readTuple(Node tuple, TupleText.Context context, int recordIndex, int tupleIndex) {
        if (!tuple.is(Kind.STRING)) {
            report(
                    ParseProblem.WRONG_TYPE,
                    Scope.TUPLE,
                    "flowTuples",
                    tuple.start,
                    context.recordOffset(),
                    recordIndex,
                    tupleIndex);
            return;
        }
        try {
            rows.add(TupleText.parse(tuple.text, context, tupleIndex));
        } catch (BadField e) {
            int at = tuple.start + 1 + (hasEscape(tuple) ? 0 : e.bytesBefore);
            report(e.problem, Scope.TUPLE, e.field, at, context.recordOffset(), recordIndex, tupleIndex);
        }
    }

    private boolean hasEscape(Node string) {
        String raw = new String(bytes, string.start, string.end - string.start, StandardCharsets.UTF_8);
        return raw.contains("\\");
    }

    private void nestedEnvelope(Node node) {
        Set<String> seen = new HashSet<>();
        BadRecord first = null;
        for (Member member : node.members) {
            if (!RecordTree.KNOWN_KEYS.contains(member.key)) {
                continue;
            }
            boolean isFirstOfItsName = !seen.contains(member.key);
            try {
                checkBesideRecords(seen, member);
            } catch (BadRecord e) {
                first = first == null ? e : first;
            }
            if (member.key.equals("records") && isFirstOfItsName) {
                RecordTree.valueOf(member).elements.forEach(this::element);
            }
        }
        if (first != null) {
            report(first.problem, Scope.RECORD, first.field, first.at, NONE, NONE, NONE);
        }
    }

    private void checkBesideRecords(Set<String> seen, Member member) throws BadRecord {
        RecordTree.requireNew(seen, member);
        Set<String> shapes = new HashSet<>(seen);
        shapes.retainAll(Set.of("properties", "flowRecords", "records"));
        if (shapes.contains(member.key) && shapes.size() > 1) {
            throw new BadRecord(ParseProblem.CONFLICT, member.key, member.keyStart);
        }
        Kind kind = switch (member.key) {
            case "properties", "flowRecords" -> Kind.OBJECT;
            case "records" -> Kind.ARRAY;
            case "flowLogVersion" -> Kind.NUMBER;
            default -> Kind.STRING;
        };
        Node value = RecordTree.valueOf(member);
        RecordTree.requireKind(value, kind, member.key);
        switch (member.key) {
            case "time" -> RecordTree.time(value.text, value.start + 1);
            case "macAddress" -> RecordTree.mac(value.text, member.key, value.start + 1);
            case "flowLogVersion" -> RecordTree.requireVersion(value, member.key);
            case "resourceId", "targetResourceID" -> RecordTree.name(value, member.key, nameLimit);
            default -> {}
        }
    }

    private void report(
            ParseProblem problem,
            Scope scope,
            String field,
            int at,
            long recordOffset,
            int recordIndex,
            int tupleIndex) {
        problems.add(new OracleProblem(problem, scope, field, base + at, recordOffset, recordIndex, tupleIndex, 0));
    }
}
