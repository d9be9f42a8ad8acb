package io.github.flowlog.internal.scan;

import io.github.flowlog.internal.ascii.Iso8601;
import io.github.flowlog.internal.ascii.MacText;
import io.github.flowlog.internal.column.FlowColumns;
import io.github.flowlog.internal.column.StringDictionary;
import io.github.flowlog.internal.column.TextSequence;
import io.github.flowlog.internal.tuple.CompactTuples;
import io.github.flowlog.internal.tuple.TupleField;
import io.github.flowlog.internal.tuple.TupleParser;
import io.github.flowlog.problem.ParseProblem;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns one top-level record, whole in the window, into rows; its keys may stand in any order.
 *
 * <p>A record is parsed silently. Only when something in it is wrong is it to be parsed again with a listener, which then
 * hears of each bad record, and of each bad tuple of a record that is otherwise good, in the order of the text. So a
 * record that has to be tried again because the window ended inside it reports nothing twice, and nothing has to be kept
 * for later.
 *
 * <p>A record may hold an array of records in place of tuples; those are records of their own. <b>Errors:</b>
 * {@link SyntaxFault} and {@link Underflow} leave rows behind, which the caller drops. Not thread-safe.
 */
public final class RecordParser {
    private static final int NO_RECORD = -1;

    private final JsonScanner scanner;
    private final int nameBytes;
    private final TupleParser tupleParser = new TupleParser();
    private final CompactTuples compactTuples = new CompactTuples();
    private final VersionScout versionScout;
    private final RecentMembers recentMembers = new RecentMembers();
    private final byte[] macDigits = new byte[MacText.DIGITS];
    private final List<RecordState> levels = new ArrayList<>();
    private final BitSet badRecords = new BitSet();
    private final BitSet envelopes = new BitSet();
    private final RecordState start = new RecordState();

    private FlowColumns columns;
    private @Nullable FaultListener listener;
    private RecordState record = start;
    private long windowBase;
    private int level;
    private int nextIndex;
    private int nextOrdinal;
    private int goodRecordCount;
    private int badRecordCount;
    private int badTupleCount;

    /** Makes a parser that reads through {@code scanner} and takes names of at most {@code nameBytes}. */
    public RecordParser(JsonScanner scanner, int nameBytes) {
        this.scanner = scanner;
        this.nameBytes = nameBytes;
        this.versionScout = new VersionScout(scanner);
        this.columns = new FlowColumns(1);
    }

    /**
     * Parses the record whose brace is next, silently, and adds its rows.
     *
     * @param base absolute offset of index 0 of the window
     * @param depth how many containers are open around the record
     * @param firstIndex index of the record among all records
     * @param target where the rows go
     */
    public void parse(long base, int depth, int firstIndex, FlowColumns target) {
        columns = target;
        windowBase = base;
        start.start(scanner.at(), depth, firstIndex, 0, target);
        badRecords.clear();
        envelopes.clear();
        pass(null);
    }

    /** Whether nothing was wrong in the record that was parsed last. */
    public boolean isClean() {
        return badRecordCount + badTupleCount == 0;
    }

    /** Parses the last record once more, while the window is as it was, and tells what is wrong in it. */
    public void parseAgain(FaultListener faults) {
        start.dropRows(columns);
        scanner.at(start.at);
        pass(faults);
    }

    /**
     * Passes a key of a record, and its colon.
     *
     * @return the key, or null where it means nothing
     */
    public @Nullable KnownKey recordKey() {
        return key(RecordShape.RECORD);
    }

    /** By how much the last parse moved the index of records on. */
    public int recordCount() {
        return nextIndex - start.index;
    }

    /** How many records of the last parse were good. */
    public int goodRecordCount() {
        return goodRecordCount;
    }

    /** How many records of the last parse were bad. */
    public int badRecordCount() {
        return badRecordCount;
    }

    /** How many tuples were bad in the good records of the last parse. */
    public int badTupleCount() {
        return badTupleCount;
    }

    private void pass(@Nullable FaultListener faults) {
        listener = faults;
        level = 0;
        nextIndex = start.index;
        nextOrdinal = 0;
        goodRecordCount = 0;
        badRecordCount = 0;
        badTupleCount = 0;
        record(start.depth + 1);
    }

    private void record(int depth) {
        if (level == levels.size()) {
            levels.add(new RecordState());
        }
        RecordState outer = record;
        RecordState inner = levels.get(level++);
        int ordinal = nextOrdinal++;
        inner.start(scanner.at(), depth, envelopes.get(ordinal) ? NO_RECORD : nextIndex++, ordinal, columns);
        record = inner;
        object(RecordShape.RECORD, depth);
        level--;
        record = outer;
    }

    private void object(RecordShape shape, int depth) {
        scanner.open(depth);
        int firstGroup = columns.groups();
        int name = StringDictionary.EMPTY;
        int seen = 0;
        if (!scanner.closes('}')) {
            int place = 0;
            do {
                scanner.peek();
                int keyAt = scanner.at();
                KnownKey key = member(shape, recentMembers.at(shape, place++), depth);
                if (key == null) {
                    continue;
                }
                if ((seen & key.bit()) != 0) {
                    fault(ParseProblem.DUPLICATE_KEY, key, keyAt, keyAt, "expected each key once");
                    scanner.skipValue(depth);
                } else {
                    seen |= key.bit();
                    name = value(shape, key, keyAt, depth, name);
                }
            } while (scanner.continues('}'));
        }
        int brace = scanner.at() - 1;
        int missing = shape.required() & ~seen;
        if (missing != 0) {
            KnownKey key = KnownKey.values()[Integer.numberOfTrailingZeros(missing)];
            fault(ParseProblem.MISSING, key, brace, brace, "expected key " + key.text() + " in this object");
        }
        switch (shape) {
            case NSG_RULE, FLOW_GROUP -> columns.setRule(firstGroup, name);
            case INTERFACE -> columns.setMac(firstGroup, name);
            case ACL -> columns.setAcl(firstGroup, name);
            case RECORD -> endRecord(seen, brace);
            case PROPERTIES, FLOW_RECORDS -> {}
        }
    }

    /** Passes a key that is known, or returns null and passes its value too. */
    private @Nullable KnownKey member(RecordShape shape, RecentMember recent, int depth) {
        int from = scanner.at();
        if (recent.isAt(scanner.bytes(), from, scanner.limit())) {
            scanner.at(from + recent.length());
            return recent.key();
        }
        KnownKey key = key(shape);
        boolean tellsItsEnd = true;
        if (key == null) {
            tellsItsEnd = scanner.peek() == '"';
            scanner.skipValue(depth);
        }
        if (tellsItsEnd) {
            recent.set(scanner.bytes(), from, scanner.at(), scanner.limit(), key);
        } else {
            recent.forget();
        }
        return key;
    }

    private @Nullable KnownKey key(RecordShape shape) {
        scanner.key();
        JsonText text = scanner.text();
        return KnownKey.find(text.bytes(), text.from(), text.to(), shape.known());
    }

    /** Passes the value of a known key; returns the name of the object, which is {@code name} unless this key gives it. */
    private int value(RecordShape shape, KnownKey key, int keyAt, int depth, int name) {
        switch (key) {
            case RULE -> {
                return name(key, columns.rules(), depth);
            }
            case ACL_ID -> {
                return name(key, columns.acls(), depth);
            }
            case MAC -> {
                return interfaceMac(depth);
            }
            case TIME -> time(depth);
            case MAC_ADDRESS -> recordMac(depth);
            case RESOURCE_ID -> record.resourceId = name(key, columns.resources(), depth);
            case TARGET_RESOURCE_ID -> record.targetResourceId = name(key, columns.resources(), depth);
            case VERSION -> version(key, depth);
            case FLOW_LOG_VERSION -> flowLogVersion(depth);
            case PROPERTIES, FLOW_RECORDS -> content(key, keyAt, depth);
            case FLOWS, FLOW_GROUPS -> objects(key, shape.element(), depth);
            case FLOW_TUPLES -> tuples(depth);
            case RECORDS -> records(keyAt, depth);
        }
        return name;
    }

    /** Passes the name of a rule, an ACL or a resource and returns its code. */
    private int name(KnownKey key, TextSequence sequence, int depth) {
        if (!isNext('"', key, depth, "expected a string")) {
            return StringDictionary.EMPTY;
        }
        int foretold = foretold(sequence);
        if (foretold != StringDictionary.EMPTY) {
            return foretold;
        }
        scanner.string();
        JsonText text = scanner.text();
        if (text.to() - text.from() > nameBytes) {
            fault(
                    ParseProblem.LIMIT,
                    key,
                    scanner.textFrom(),
                    scanner.textTo(),
                    "at most " + nameBytes + " bytes of a name are read; ReadLimits.withNameBytes raises that");
            return StringDictionary.EMPTY;
        }
        int code = columns.strings().code(text.bytes(), text.from(), text.to());
        sequence.learn(code, !scanner.isTextEscaped());
        return code;
    }

    /** Passes a string if it is the one that its sequence foretells, and returns its code. */
    private int foretold(TextSequence sequence) {
        int from = scanner.at() + 1;
        int code = sequence.next(scanner.bytes(), from, scanner.limit());
        if (code != StringDictionary.EMPTY) {
            scanner.plainString(columns.strings().length(code));
        }
        return code;
    }

    private void time(int depth) {
        if (!isNext('"', KnownKey.TIME, depth, "expected a string")) {
            return;
        }
        scanner.string();
        JsonText text = scanner.text();
        long time = Iso8601.parse(text.bytes(), text.from(), text.to());
        if (time == Iso8601.NOT_A_TIME) {
            fault(
                    ParseProblem.BAD_VALUE,
                    KnownKey.TIME,
                    scanner.textFrom(),
                    scanner.textTo(),
                    "expected UTC like 2022-05-02T21:00:37.7887149Z");
        }
        record.time = time;
    }

    private void recordMac(int depth) {
        if (!record.takeMac(mac(KnownKey.MAC_ADDRESS, depth))) {
            differentMacs();
        }
    }

    private int interfaceMac(int depth) {
        int mac = mac(KnownKey.MAC, depth);
        if (!record.takeInterfaceMac(mac)) {
            differentMacs();
        }
        return mac;
    }

    private void differentMacs() {
        fault(
                ParseProblem.CONFLICT,
                KnownKey.MAC,
                scanner.textFrom(),
                scanner.textTo(),
                "expected the same address in mac and macAddress");
    }

    /** Passes a MAC address and returns the code of its twelve upper-case digits. */
    private int mac(KnownKey key, int depth) {
        if (!isNext('"', key, depth, "expected a string")) {
            return StringDictionary.EMPTY;
        }
        TextSequence sequence = columns.macs();
        int foretold = foretold(sequence);
        if (foretold != StringDictionary.EMPTY) {
            return foretold;
        }
        scanner.string();
        JsonText text = scanner.text();
        if (!MacText.normalize(text.bytes(), text.from(), text.to(), macDigits)) {
            fault(
                    ParseProblem.BAD_VALUE,
                    key,
                    scanner.textFrom(),
                    scanner.textTo(),
                    "expected 12 hex digits, with or without - or :");
            return StringDictionary.EMPTY;
        }
        int code = columns.strings().code(macDigits, 0, MacText.DIGITS);
        sequence.learn(code, true);
        return code;
    }

    private void version(KnownKey key, int depth) {
        int version = versionScout.version(depth);
        int from = versionScout.from();
        int to = scanner.at();
        record.version = RecordState.UNUSABLE;
        if (version == VersionScout.NOT_A_NUMBER) {
            fault(ParseProblem.WRONG_TYPE, key, from, to, "expected a number");
        } else if (version == VersionScout.UNSUPPORTED) {
            fault(ParseProblem.UNSUPPORTED_VERSION, key, from, to, "expected 1, 2 or 4");
        } else if (key == KnownKey.VERSION && version == 4) {
            fault(ParseProblem.CONFLICT, key, from, to, "version 4 has flowRecords in place of properties");
        } else if (key == KnownKey.FLOW_LOG_VERSION && record.nsg) {
            fault(ParseProblem.CONFLICT, key, from, to, "expected the version inside properties");
        } else if (key == KnownKey.FLOW_LOG_VERSION && record.vnet && version != 4) {
            fault(ParseProblem.CONFLICT, key, from, to, "versions 1 and 2 have properties in place of flowRecords");
        } else {
            record.version = version;
        }
    }

    private void flowLogVersion(int depth) {
        record.hasFlowLogVersion = true;
        version(KnownKey.FLOW_LOG_VERSION, depth);
    }

    /** Passes the value of {@code properties} or {@code flowRecords}, which decides the record's shape. */
    private void content(KnownKey key, int keyAt, int depth) {
        if (record.hasContent() || record.envelope) {
            fault(ParseProblem.CONFLICT, key, keyAt, keyAt, "expected one of properties, flowRecords and records");
            scanner.skipValue(depth);
            return;
        }
        record.nsg = key == KnownKey.PROPERTIES;
        record.vnet = !record.nsg;
        if (record.nsg && record.hasFlowLogVersion) {
            fault(
                    ParseProblem.CONFLICT,
                    KnownKey.FLOW_LOG_VERSION,
                    keyAt,
                    keyAt,
                    "expected the version inside properties");
            record.version = RecordState.UNUSABLE;
        } else if (record.vnet && (record.version == 1 || record.version == 2)) {
            fault(
                    ParseProblem.CONFLICT,
                    KnownKey.FLOW_LOG_VERSION,
                    keyAt,
                    keyAt,
                    "versions 1 and 2 have properties in place of flowRecords");
            record.version = RecordState.UNUSABLE;
        }
        if (isNext('{', key, depth, "expected an object")) {
            object(record.nsg ? RecordShape.PROPERTIES : RecordShape.FLOW_RECORDS, depth + 1);
        }
    }

    private void objects(KnownKey key, RecordShape element, int depth) {
        if (!isNext('[', key, depth, "expected an array")) {
            return;
        }
        scanner.open(depth + 1);
        if (scanner.closes(']')) {
            return;
        }
        do {
            if (isNext('{', key, depth + 1, "expected objects in this array")) {
                object(element, depth + 2);
            }
        } while (scanner.continues(']'));
    }

    private void records(int keyAt, int depth) {
        boolean first = !record.hasContent();
        if (!first) {
            fault(
                    ParseProblem.CONFLICT,
                    KnownKey.RECORDS,
                    keyAt,
                    keyAt,
                    "expected one of properties, flowRecords and records");
            record.dropRows(columns);
        }
        record.envelope = true;
        envelopes.set(record.ordinal);
        if (first && record.index != NO_RECORD) {
            nextIndex--;
        }
        if (!isNext('[', KnownKey.RECORDS, depth, "expected an array")) {
            return;
        }
        scanner.open(depth + 1);
        if (scanner.closes(']')) {
            return;
        }
        do {
            if (scanner.peek() == '{') {
                record(depth + 2);
            } else {
                badElement(depth + 1);
            }
        } while (scanner.continues(']'));
    }

    private void badElement(int depth) {
        int from = scanner.at();
        scanner.skipValue(depth);
        int index = nextIndex++;
        badRecordCount++;
        if (listener != null) {
            listener.onBadRecord(
                    ParseProblem.WRONG_TYPE, "record", from, scanner.at(), from, index, "expected an object");
        }
    }

    private void tuples(int depth) {
        if (!isNext('[', KnownKey.FLOW_TUPLES, depth, "expected an array")) {
            return;
        }
        if (record.version == RecordState.UNKNOWN) {
            record.version = versionScout.find(record.at, record.depth, record.nsg);
        }
        int version = record.version;
        boolean readable = version > 0 && !record.envelope;
        scanner.open(depth + 1);
        if (scanner.closes(']')) {
            return;
        }
        boolean inGroup = false;
        do {
            if (readable && !inGroup) {
                beginGroup();
                inGroup = true;
            }
            if (readable && compactTuples(version)) {
                continue;
            }
            if (!tuple(version, readable, depth + 1) && inGroup) {
                columns.endGroup();
                inGroup = false;
            }
            record.tuples++;
        } while (scanner.continues(']'));
        if (inGroup) {
            columns.endGroup();
        }
    }

    private void beginGroup() {
        if (record.columnsRecord < 0) {
            record.columnsRecord = columns.addRecord(windowBase + record.at);
        }
        columns.addGroup(record.columnsRecord, record.tuples);
    }

    /** Passes the tuples that are spelt as Azure spells them, as many as there are; false when the next one is not. */
    private boolean compactTuples(int version) {
        scanner.peek();
        int from = scanner.at();
        int firstRow = columns.rows();
        scanner.at(compactTuples.parse(scanner.bytes(), from, scanner.limit(), version, columns));
        record.tuples += columns.rows() - firstRow;
        return scanner.at() != from;
    }

    /** Passes one element of {@code flowTuples}; whether it was good. */
    private boolean tuple(int version, boolean readable, int depth) {
        if (scanner.peek() != '"') {
            int from = scanner.at();
            scanner.skipValue(depth);
            badTuple(ParseProblem.WRONG_TYPE, KnownKey.FLOW_TUPLES.text(), from, scanner.at(), "expected a string");
            return false;
        }
        scanner.string();
        if (!readable) {
            return true;
        }
        JsonText text = scanner.text();
        if (scanner.isTextEscaped() && isCompact(text, version)) {
            return true;
        }
        TupleField field = tupleParser.parse(text.bytes(), text.from(), text.to(), version, columns);
        if (field == null) {
            return true;
        }
        badTuple(field, text, version);
        return false;
    }

    /** Adds a tuple whose escapes were resolved, if it is then spelt as Azure spells it. */
    private boolean isCompact(JsonText text, int version) {
        byte[] bytes = text.bytes();
        // a quote that was escaped would end the tuple too early
        return PlainText.end(bytes, text.from(), text.to() + Long.BYTES) == text.to()
                && compactTuples.parse(bytes, text.from() - 1, bytes.length, version, columns) > text.to();
    }

    private void badTuple(TupleField field, JsonText text, int version) {
        int fields = text.from() == text.to() ? 0 : 1;
        for (int i = text.from(); i < text.to(); i++) {
            fields += text.bytes()[i] == ',' ? 1 : 0;
        }
        boolean escaped = scanner.isTextEscaped();
        int expected = TupleParser.fieldCount(version);
        if (fields != expected) {
            badTuple(
                    ParseProblem.FIELD_COUNT,
                    "",
                    scanner.textFrom(),
                    scanner.textTo(),
                    listener == null ? "" : "expected " + expected + " fields, found " + fields);
        } else {
            badTuple(
                    ParseProblem.BAD_VALUE,
                    field.words(),
                    escaped ? scanner.textFrom() : tupleParser.faultFrom(),
                    escaped ? scanner.textTo() : tupleParser.faultTo(),
                    listener == null ? "" : tupleParser.explain(field));
        }
    }

    private void badTuple(ParseProblem problem, String field, int from, int to, String expectation) {
        record.badTuples++;
        if (listener != null && !badRecords.get(record.ordinal)) {
            listener.onBadTuple(problem, field, from, to, record.at, record.index, record.tuples, expectation);
        }
    }

    private void endRecord(int seen, int brace) {
        if (!record.envelope) {
            if ((seen & KnownKey.TIME.bit()) == 0) {
                fault(ParseProblem.MISSING, KnownKey.TIME, brace, brace, "expected key time in the record");
            }
            if (!record.hasContent()) {
                fault(
                        ParseProblem.MISSING,
                        "properties or flowRecords",
                        brace,
                        brace,
                        "expected one of them in the record");
            } else if (record.vnet && !record.hasFlowLogVersion) {
                fault(
                        ParseProblem.MISSING,
                        KnownKey.FLOW_LOG_VERSION,
                        brace,
                        brace,
                        "expected key flowLogVersion in the record");
            }
        }
        if (record.bad) {
            badRecordCount++;
            if (!record.envelope) {
                record.dropRows(columns);
            }
            return;
        }
        if (record.envelope) {
            return;
        }
        goodRecordCount++;
        badTupleCount += record.badTuples;
        if (record.columnsRecord >= 0) {
            int resource = record.nsg ? record.resourceId : record.targetResourceId;
            if (record.nsg) {
                columns.setAcl(record.before.groups(), resource);
            }
            columns.endRecord(
                    record.columnsRecord, record.before.groups(), record.version, record.time, resource, record.mac);
        }
    }

    /** Whether the next value begins with this character; if not, that is a fault and the value is passed. */
    private boolean isNext(char first, KnownKey key, int depth, String expectation) {
        if (scanner.peek() == first) {
            return true;
        }
        int from = scanner.at();
        scanner.skipValue(depth);
        fault(ParseProblem.WRONG_TYPE, key, from, scanner.at(), expectation);
        return false;
    }

    private void fault(ParseProblem problem, KnownKey key, int from, int to, String expectation) {
        fault(problem, key.text(), from, to, expectation);
    }

    private void fault(ParseProblem problem, String field, int from, int to, String expectation) {
        if (record.bad) {
            return;
        }
        record.bad = true;
        badRecords.set(record.ordinal);
        if (listener != null) {
            int recordAt = record.index == NO_RECORD ? NO_RECORD : record.at;
            listener.onBadRecord(problem, field, from, to, recordAt, record.index, expectation);
        }
    }
}
