package io.github.flowlog.synthetic;

import java.util.ArrayList;
import java.util.List;

/** A document in one of the forms that a reader has to accept, of records that are awkward to read. */
final class AwkwardLog implements LogSource {

    /** The largest targets that one record is made to reach. */
    private static final int SINGLE_RECORD_BYTES = 16 * 1024;

    private static final int SINGLE_RECORD_TUPLES = 500;

    /** No tuple with its quotes is shorter: ten digits, addresses of two characters, six more fields and commas. */
    private static final int SHORTEST_TUPLE_BYTES = 29;

    private enum Form {
        ENVELOPE,
        ENVELOPE_WITH_UNKNOWN_KEYS,
        BARE_ARRAY,
        RECORD_A_LINE,
        ENVELOPE_A_LINE,
        SINGLE_RECORD
    }

    private enum State {
        HEAD,
        ELEMENTS,
        TAIL,
        DONE
    }

    private final GeneratorOptions options;
    private final SeededRandom random;
    private final AsciiWriter out;
    private final Form form;
    private final String lineEnd;
    private final AwkwardJson json;
    private final AwkwardValue unknown;
    private final AwkwardRecord record;
    private State state = State.HEAD;
    private boolean firstElement = true;
    private long records;

    AwkwardLog(GeneratorOptions options, SeededRandom random, AsciiWriter out) {
        this.options = options;
        this.random = random;
        this.out = out;
        boolean single = options.targetTuples() > 0
                && options.targetBytes() > 0
                && (options.targetTuples() <= SINGLE_RECORD_TUPLES || options.targetBytes() <= SINGLE_RECORD_BYTES);
        this.form = Form.values()[random.below(single ? Form.values().length : Form.values().length - 1)];
        this.lineEnd = random.chance(300) ? "\r\n" : "\n";
        this.json = new AwkwardJson(out, random, form == Form.RECORD_A_LINE || form == Form.ENVELOPE_A_LINE);
        this.unknown = new AwkwardValue(json, random);
        long wanted = Math.min(options.targetTuples(), options.targetBytes() / SHORTEST_TUPLE_BYTES + 1);
        this.record = new AwkwardRecord(
                options, random, json, unknown, form == Form.SINGLE_RECORD ? Math.toIntExact(wanted) : 0);
    }

    @Override
    public Piece next() {
        switch (state) {
            case HEAD -> head();
            case ELEMENTS -> element();
            case TAIL -> tail();
            case DONE -> {
                return Piece.NONE;
            }
        }
        return Piece.BLOCK_END;
    }

    private void head() {
        if (random.chance(200)) {
            out.utf8(0xFEFF);
        }
        if (form != Form.RECORD_A_LINE && form != Form.ENVELOPE_A_LINE) {
            json.space();
        }
        switch (form) {
            case ENVELOPE -> openEnvelope(List.of());
            case ENVELOPE_WITH_UNKNOWN_KEYS -> openEnvelope(unknownMembers());
            case BARE_ARRAY -> out.put('[');
            case RECORD_A_LINE, ENVELOPE_A_LINE, SINGLE_RECORD -> {
                // These forms begin with their first record.
            }
        }
        state = reached() ? State.TAIL : State.ELEMENTS;
    }

    private void openEnvelope(List<AwkwardJson.Member> before) {
        out.put('{');
        json.space();
        for (AwkwardJson.Member member : before) {
            json.key(member.key());
            member.value().write();
            json.space();
            out.put(',');
            json.space();
        }
        json.key("records");
        out.put('[');
        json.space();
    }

    private void element() {
        boolean lines = form == Form.RECORD_A_LINE || form == Form.ENVELOPE_A_LINE;
        if (!firstElement) {
            out.ascii(lines ? lineEnd : ",");
        }
        if (!firstElement || lines) {
            json.space();
        }
        firstElement = false;
        switch (form) {
            case RECORD_A_LINE, SINGLE_RECORD -> record();
            case ENVELOPE_A_LINE -> envelope(2);
            default -> {
                if (random.chance(80)) {
                    envelope(2);
                } else {
                    record();
                }
            }
        }
        json.space();
        state = reached() || form == Form.SINGLE_RECORD ? State.TAIL : State.ELEMENTS;
    }

    /** Writes an object that holds a {@code records} array, now and then an empty one or one with a further such object. */
    private void envelope(int depth) {
        List<AwkwardJson.Member> members = new ArrayList<>();
        unknown.addTo(members);
        int wanted = random.below(4);
        members.add(new AwkwardJson.Member("records", () -> envelopeRecords(wanted, depth)));
        json.object(members);
    }

    private void envelopeRecords(int wanted, int depth) {
        out.put('[');
        json.space();
        for (int i = 0; i < wanted && !reached(); i++) {
            if (i > 0) {
                out.put(',');
                json.space();
            }
            if (depth > 1 && random.chance(100)) {
                envelope(depth - 1);
            } else {
                record();
            }
            json.space();
        }
        out.put(']');
    }

    private void record() {
        record.write();
        records++;
    }

    private void tail() {
        switch (form) {
            case ENVELOPE -> out.ascii("]").put('}');
            case ENVELOPE_WITH_UNKNOWN_KEYS -> closeEnvelope();
            case BARE_ARRAY -> out.put(']');
            case RECORD_A_LINE, ENVELOPE_A_LINE, SINGLE_RECORD -> {
                // These forms end with their last record.
            }
        }
        if (random.chance(300)) {
            out.ascii(lineEnd);
        }
        state = State.DONE;
    }

    private void closeEnvelope() {
        out.put(']');
        json.space();
        // The head took unknown names; these differ from all of them.
        out.put(',');
        json.space();
        json.key("count");
        json.literal(Long.toString(records));
        json.space();
        out.put('}');
    }

    private List<AwkwardJson.Member> unknownMembers() {
        List<AwkwardJson.Member> members = new ArrayList<>();
        unknown.addTo(members);
        members.add(new AwkwardJson.Member("$schema", () -> json.string("flow/log")));
        return members;
    }

    private boolean reached() {
        return options.reached(out.total(), record.tuples());
    }

    @Override
    public long records() {
        return records;
    }

    @Override
    public long tuples() {
        return record.tuples();
    }
}
