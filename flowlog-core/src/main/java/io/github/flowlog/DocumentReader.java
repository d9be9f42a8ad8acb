package io.github.flowlog;

import io.github.flowlog.internal.column.ColumnsMark;
import io.github.flowlog.internal.column.FlowColumns;
import io.github.flowlog.internal.column.StringDictionary;
import io.github.flowlog.internal.scan.CompressionFault;
import io.github.flowlog.internal.scan.JsonScanner;
import io.github.flowlog.internal.scan.KnownKey;
import io.github.flowlog.internal.scan.RecordParser;
import io.github.flowlog.internal.scan.SyntaxFault;
import io.github.flowlog.internal.scan.Underflow;
import io.github.flowlog.internal.scan.Window;
import io.github.flowlog.problem.BadInput;
import io.github.flowlog.problem.ParseProblem;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Walks over the documents of a source, from one top-level record to the next.
 *
 * <p>What stands between records is read as it comes; a record, or a key with its value beside the records, is a
 * <em>unit</em>: it must be in the window as a whole, and is tried again with a larger window until it is. Not
 * thread-safe.
 */
final class DocumentReader {
    private static final int SMALLEST_REFILL = 64;
    private static final int BYTE_ORDER_MARK = 0xEFBBBF;

    /** Where in a document the next byte stands. */
    private enum Place {
        BETWEEN_DOCUMENTS,
        FRAGMENT_START,
        FIRST_ELEMENT,
        ELEMENT,
        BEHIND_ELEMENT,
        BEHIND_RECORDS,
        ENVELOPE_KEY,
        END
    }

    private final Window window;
    private final ReadLimits limits;
    private final FaultReports reports;
    private final boolean fragment;
    private final JsonScanner scanner;
    private final RecordParser parser;
    private final ColumnsMark beforeStep = new ColumnsMark();

    private Place place;
    private DocumentForm form;
    private boolean lineFeedSeen = true;
    private int at;
    private int unitStart = -1;
    private boolean recordOpen;
    /** Whether the document at hand has shown its array of records. */
    private boolean arrayMet;

    private ResumePoint resumePoint;
    private @Nullable RecordRange firstRecord;
    /** How long units have been of late: where less is there, reading on first spares parsing one twice. */
    private int usualUnit;

    /** Reading stops behind the record that reaches this offset. */
    private long stop = Long.MAX_VALUE;
    /** Why nothing more can be read; thrown at each call once the rows before it were returned. */
    private @Nullable Exception failure;

    private long bytesBefore;
    private int recordIndex;
    private long records;
    private long tuples;
    private long skippedRecords;
    private long skippedTuples;
    private long endedDocuments;
    private long unreadBytes;

    DocumentReader(Window window, String source, ResumePoint start, boolean fragment, ReadOptions options) {
        this.window = window;
        this.limits = options.limits();
        this.reports = new FaultReports(window, source, options);
        this.fragment = fragment;
        this.scanner = new JsonScanner(limits.depth());
        this.parser = new RecordParser(scanner, limits.nameBytes());
        this.at = window.start();
        this.form = start.form();
        this.resumePoint = start;
        this.place = form == DocumentForm.LINES ? Place.BETWEEN_DOCUMENTS : Place.FRAGMENT_START;
        this.arrayMet = place == Place.FRAGMENT_START;
        this.lineFeedSeen = start.offset() == 0;
    }

    /**
     * Goes on behind a record that another reader passed, just as that reader would, and counts on from there.
     *
     * @param fragment whether the window may end behind any record
     */
    static DocumentReader behind(
            ReadProgress before, Window window, String source, boolean fragment, ReadOptions options) {
        DocumentReader reader = new DocumentReader(window, source, before.point(), fragment, options);
        if (reader.place == Place.FRAGMENT_START) {
            reader.place = Place.BEHIND_ELEMENT;
        }
        ReadStats stats = before.stats();
        reader.bytesBefore = stats.bytes();
        reader.recordIndex = before.recordIndex();
        reader.records = stats.records();
        reader.tuples = stats.tuples();
        reader.skippedRecords = stats.skippedRecords();
        reader.skippedTuples = stats.skippedTuples();
        reader.endedDocuments = stats.endedDocuments();
        reader.unreadBytes = stats.unreadBytes();
        return reader;
    }

    /** Makes {@link #fill} stop right behind the first top-level record that ends at this offset or later. */
    void stopAt(long offset) {
        stop = offset;
    }

    /** Whether reading stands right behind the record that reached the offset of {@link #stopAt}. */
    boolean hasStopped() {
        return resumePoint.offset() >= stop;
    }

    /** Clears the columns and fills them with whole records until they hold enough; false at the end, or where it stops. */
    boolean fill(FlowColumns columns, int capacity) throws IOException {
        columns.clear();
        while (failure == null
                && place != Place.END
                && columns.rows() < capacity
                && !isFull(columns.strings())
                && !hasStopped()) {
            beforeStep.set(columns);
            boolean complete = false;
            try {
                complete = stepOrEndDocument(columns);
            } catch (IOException | RuntimeException failed) {
                // a source that failed once may give other bytes than those that follow, so nothing more is read
                failure = failed;
            }
            unitStart = -1;
            recordOpen = false;
            if (!complete || columns.rows() == beforeStep.rows()) {
                beforeStep.restore(columns);
            }
            if (columns.rows() == 0 && isFull(columns.strings())) {
                columns.clear();
            }
        }
        if (columns.rows() > 0) {
            tuples += columns.rows();
            return true;
        }
        if (failure instanceof IOException) {
            throw (IOException) failure;
        }
        if (failure instanceof RuntimeException) {
            throw (RuntimeException) failure;
        }
        return false;
    }

    /** Strings are bounded in number and in bytes: a few long names take as much memory as many short ones. */
    private boolean isFull(StringDictionary strings) {
        return strings.size() > limits.distinctStrings() || strings.bytes() >= limits.recordBytes();
    }

    ReadStats stats() {
        return stats(window.offset(at));
    }

    /** How far reading got behind the last top-level record; what was found behind it is not in the counts under STRICT. */
    ReadProgress progress() {
        return new ReadProgress(resumePoint, recordIndex, stats(resumePoint.offset()));
    }

    private ReadStats stats(long offset) {
        return new ReadStats(
                bytesBefore + offset - window.firstOffset(),
                records,
                tuples,
                skippedRecords,
                skippedTuples,
                endedDocuments,
                unreadBytes);
    }

    ResumePoint resumePoint() {
        return resumePoint;
    }

    @Nullable
    RecordRange firstRecordOrNull() {
        return firstRecord;
    }

    void close() throws IOException {
        window.close();
    }

    /** Takes a step; false where the document ended in it, so that its rows do not count. */
    private boolean stepOrEndDocument(FlowColumns columns) throws IOException {
        try {
            return stepOrEndAtFault(columns);
        } catch (CompressionFault damaged) {
            window.end();
            endDocument(new SyntaxFault(damaged.problem(), window.limit(), damaged.expectation()));
            return false;
        }
    }

    private boolean stepOrEndAtFault(FlowColumns columns) throws IOException {
        try {
            step(columns);
            return true;
        } catch (SyntaxFault fault) {
            endDocumentOrFragment(fault);
            return false;
        }
    }

    private void step(FlowColumns columns) throws IOException {
        int c = next();
        if (c < 0 && at == window.limit()) {
            endOfInput();
            return;
        }
        switch (place) {
            case BETWEEN_DOCUMENTS -> startDocument(c, columns);
            case FRAGMENT_START -> {
                if (c == '{') {
                    element(c, columns);
                } else {
                    behindElement(c);
                }
            }
            case FIRST_ELEMENT -> {
                if (c == ']') {
                    at++;
                    closeArray();
                } else {
                    element(c, columns);
                }
            }
            case ELEMENT -> element(c, columns);
            case BEHIND_ELEMENT -> behindElement(c);
            case BEHIND_RECORDS -> {
                if (c == '}') {
                    at++;
                    closeDocument();
                } else if (c == ',') {
                    at++;
                    place = Place.ENVELOPE_KEY;
                } else {
                    throw unexpected("expected , or }");
                }
            }
            case ENVELOPE_KEY -> envelopeKey();
            case END -> throw new IllegalStateException("nothing is read behind the end");
        }
    }

    /** Skips white space and returns the byte that follows, or -1 at the end of the input, where {@code at} is the limit. */
    private int next() throws IOException {
        while (true) {
            byte[] bytes = window.bytes();
            int limit = window.limit();
            while (at < limit) {
                int c = bytes[at];
                if (c == '\n') {
                    lineFeedSeen = true;
                } else if (c != ' ' && c != '\r' && c != '\t') {
                    return c;
                }
                at++;
            }
            if (window.isComplete()) {
                return -1;
            }
            refill(at, 1);
        }
    }

    private void endOfInput() {
        if (place != Place.BETWEEN_DOCUMENTS && !mayFragmentEnd()) {
            throw new SyntaxFault(ParseProblem.TRUNCATED, at, "the input ends inside a document");
        }
        place = Place.END;
    }

    /** A fragment may end anywhere inside the array of records, and behind it. */
    private boolean mayFragmentEnd() {
        return fragment && arrayMet;
    }

    private void startDocument(int c, FlowColumns columns) throws IOException {
        if (c == (byte) (BYTE_ORDER_MARK >> 16) && window.offset(at) == 0 && passByteOrderMark()) {
            return;
        }
        if (!lineFeedSeen) {
            throw unexpected("expected a line feed between two documents");
        }
        if (c == '[') {
            scanner.moveTo(window, at, 1);
            scanner.open(1);
            at++;
            form = DocumentForm.ARRAY;
            arrayMet = true;
            place = Place.FIRST_ELEMENT;
        } else if (c == '{') {
            openObject(columns);
        } else if (c == '"' || c == '-' || c == 't' || c == 'f' || c == 'n' || (c >= '0' && c <= '9')) {
            throw new SyntaxFault(ParseProblem.NOT_A_FLOW_LOG, at, "expected an object or an array of records");
        } else {
            throw unexpected("expected an object or an array of records");
        }
    }

    private boolean passByteOrderMark() throws IOException {
        while (window.limit() - at < 3 && !window.isComplete()) {
            refill(at, 3);
        }
        byte[] bytes = window.bytes();
        if (window.limit() - at < 3
                || bytes[at + 1] != (byte) (BYTE_ORDER_MARK >> 8)
                || bytes[at + 2] != (byte) BYTE_ORDER_MARK) {
            return false;
        }
        at += 3;
        return true;
    }

    /** Finds out whether the object at a document's start is an envelope or a record. */
    private void openObject(FlowColumns columns) throws IOException {
        recordOpen = true;
        KnownKey key = unit(this::firstKnownKey);
        if (key == null) {
            form = DocumentForm.LINES;
            skipUnit(ParseProblem.NOT_A_FLOW_LOG, "", "expected key records in the object");
            closeDocument();
        } else if (key == KnownKey.RECORDS) {
            recordOpen = false;
            form = DocumentForm.ENVELOPE;
            if (scanner.peek() == '[') {
                scanner.open(2);
                at = scanner.at();
                arrayMet = true;
                place = Place.FIRST_ELEMENT;
            } else {
                at = scanner.at();
                unit(() -> skipValue(1));
                skipBesideRecords(ParseProblem.WRONG_TYPE, key, "expected an array");
                at = scanner.at();
                place = Place.BEHIND_RECORDS;
            }
        } else {
            form = DocumentForm.LINES;
            record(0, columns);
            closeDocument();
        }
    }

    /** Passes keys up to the first that is known, and its colon; null at the end of the object. */
    private @Nullable KnownKey firstKnownKey() {
        scanner.open(1);
        if (scanner.closes('}')) {
            return null;
        }
        do {
            KnownKey key = parser.recordKey();
            if (key != null) {
                scanner.peek();
                return key;
            }
            scanner.skipValue(1);
        } while (scanner.continues('}'));
        return null;
    }

    private void element(int c, FlowColumns columns) throws IOException {
        int depth = form == DocumentForm.ENVELOPE ? 2 : 1;
        if (c == '{') {
            record(depth, columns);
        } else {
            unit(() -> skipValue(depth));
            skipUnit(ParseProblem.WRONG_TYPE, "record", "expected an object");
        }
        place = Place.BEHIND_ELEMENT;
    }

    /** Skips the unit that was passed, which stands where a record should. */
    private void skipUnit(ParseProblem problem, String field, String expectation) {
        reports.onBadRecord(problem, field, unitStart, scanner.at(), unitStart, recordIndex, expectation);
        skippedRecords++;
        recordIndex++;
        at = scanner.at();
        recordDone(unitStart);
    }

    private void record(int depth, FlowColumns columns) throws IOException {
        recordOpen = true;
        unit(() -> {
            beforeStep.restore(columns);
            parser.parse(window.offset(0), depth, recordIndex, columns);
            return null;
        });
        if (!parser.isClean()) {
            parser.parseAgain(reports);
        }
        at = scanner.at();
        records += parser.goodRecordCount();
        skippedRecords += parser.badRecordCount();
        skippedTuples += parser.badTupleCount();
        recordIndex += parser.recordCount();
        recordDone(unitStart);
    }

    private void recordDone(int start) {
        if (firstRecord == null) {
            firstRecord = new RecordRange(window.offset(start), window.offset(at));
        }
        resumePoint = new ResumePoint(window.offset(at), form);
    }

    private void behindElement(int c) {
        if (c == ',') {
            at++;
            place = Place.ELEMENT;
        } else if (c == ']') {
            at++;
            closeArray();
        } else {
            throw unexpected("expected , or ]");
        }
    }

    private void closeArray() {
        if (form == DocumentForm.ENVELOPE) {
            place = Place.BEHIND_RECORDS;
        } else {
            closeDocument();
        }
    }

    private void closeDocument() {
        place = Place.BETWEEN_DOCUMENTS;
        arrayMet = false;
        lineFeedSeen = false;
    }

    /** Passes a key behind the records, and its value. */
    private void envelopeKey() throws IOException {
        KnownKey key = unit(() -> {
            KnownKey found = parser.recordKey();
            scanner.peek();
            skipValue(1);
            return found;
        });
        if (key == KnownKey.RECORDS) {
            skipBesideRecords(ParseProblem.DUPLICATE_KEY, key, "expected each key once");
        } else if (key != null) {
            skipBesideRecords(ParseProblem.CONFLICT, key, "expected records alone");
        }
        at = scanner.at();
        place = Place.BEHIND_RECORDS;
    }

    private @Nullable KnownKey skipValue(int depth) {
        scanner.skipValue(depth);
        return null;
    }

    /** Something that must be in the window as a whole. */
    @FunctionalInterface
    private interface Unit {
        @Nullable
        KnownKey parse();
    }

    /** Parses a unit that begins at {@code at}, again with a larger window until it is whole; the scanner stands behind it. */
    private @Nullable KnownKey unit(Unit unit) throws IOException {
        int largest = limits.recordBytes();
        unitStart = at;
        if (window.limit() - at < usualUnit && window.isReady()) {
            // nothing is needed: this unit may be whole, and then a source that fails behind it does not concern it
            refill(at, usualUnit, window.limit() - at);
        }
        while (true) {
            scanner.moveTo(window, unitStart, largest + 1);
            try {
                KnownKey key = unit.parse();
                if (scanner.at() - unitStart > largest) {
                    throw tooLarge(largest);
                }
                usualUnit = Math.max(scanner.at() - unitStart, usualUnit - (usualUnit >> 3));
                return key;
            } catch (SyntaxFault fault) {
                int length = fault.at() - unitStart + (fault.problem() == ParseProblem.TRUNCATED ? 0 : 1);
                throw length > largest ? tooLarge(largest) : fault;
            } catch (Underflow underflow) {
                int there = window.limit() - unitStart;
                if (there > largest) {
                    throw tooLarge(largest);
                }
                long need = Math.max(SMALLEST_REFILL, 2L * there);
                refill(unitStart, (int) Math.min(need, largest + 1L));
            }
        }
    }

    private SyntaxFault tooLarge(int largest) {
        return new SyntaxFault(
                ParseProblem.LIMIT,
                unitStart,
                unitStart + largest,
                "at most " + largest + " bytes of a record are read; ReadLimits.withRecordBytes raises that");
    }

    private void refill(int keep, int need) throws IOException {
        refill(keep, need, need);
    }

    /** Makes room for {@code room} bytes from {@code keep} on, and waits for {@code need} of them. */
    private void refill(int keep, int room, int need) throws IOException {
        window.drop(keep, room);
        at -= keep;
        if (unitStart >= 0) {
            unitStart -= keep;
        }
        window.fill(need, room);
    }

    /** A fragment may end anywhere behind its records. */
    private void endDocumentOrFragment(SyntaxFault fault) throws IOException {
        if (mayFragmentEnd() && place == Place.ENVELOPE_KEY && fault.problem() == ParseProblem.TRUNCATED) {
            at = window.limit();
            place = Place.END;
        } else {
            endDocument(fault);
        }
    }

    /** Reports what ends the document, and finds the place where reading goes on. */
    private void endDocument(SyntaxFault fault) throws IOException {
        BadInput badInput = reports.endOfDocument(fault, recordOpen ? unitStart : -1, recordIndex);
        if (reports.areStrict()) {
            reports.tell(badInput);
        }
        long unreadFrom = recordOpen ? badInput.recordOffset() : badInput.byteOffset();
        recordIndex += recordOpen ? 1 : 0;
        unitStart = -1;
        recordOpen = false;
        // a record that is too large is not read again from each of its lines: they may be as large, and many
        at = fault.passed();
        try {
            goToNextLine();
        } finally {
            // the source may fail in that search too, and this document has ended all the same
            long unread = window.offset(at) - unreadFrom;
            endedDocuments++;
            unreadBytes += unread;
            reports.tell(badInput.withUnreadBytes(unread));
        }
    }

    /** Goes to the next line that begins with an object, or to the end of the input. */
    private void goToNextLine() throws IOException {
        place = Place.END;
        arrayMet = false;
        boolean lineFeed = window.before(at) == '\n'; // the fault may be the brace of a line behind a torn one
        while (true) {
            byte[] bytes = window.bytes();
            int limit = window.limit();
            for (; at < limit; at++) {
                if (lineFeed && bytes[at] == '{') {
                    place = Place.BETWEEN_DOCUMENTS;
                    lineFeedSeen = true;
                    return;
                }
                lineFeed = bytes[at] == '\n';
            }
            if (window.isComplete()) {
                return;
            }
            refill(at, 1);
        }
    }

    /** Skips a part of an envelope; it is counted like a record, although it is none. */
    private void skipBesideRecords(ParseProblem problem, KnownKey key, String expectation) {
        reports.onBadEnvelope(problem, key, unitStart, scanner.at(), expectation);
        skippedRecords++;
    }

    private SyntaxFault unexpected(String expectation) {
        return new SyntaxFault(ParseProblem.SYNTAX, at, expectation);
    }
}
