package io.github.flowlog.synthetic;

/**
 * A document in Azure's byte form: <code>{"records":[</code>, the records of each minute as a block, <code>]}</code>.
 *
 * <p>The tuples come from {@link Traffic}; this class cuts them into records.
 */
final class CompactLog implements LogSource {

    /**
     * A record ends with the first tuple that leaves less than this room below the cap. The full records of public blobs
     * are 32,178 to 32,270 bytes long; no tuple with a rule and an ACL is longer than this.
     */
    private static final int ROOM_BYTES = 600;

    private static final int MINUTE_MILLIS = 60_000;

    private enum State {
        HEAD,
        RECORDS,
        TAIL,
        DONE
    }

    private final GeneratorOptions options;
    private final SeededRandom random;
    private final AsciiWriter out;
    private final Nic[] nics;
    private final Traffic[] traffic;
    private final RecordLayout layout;
    private final Tuple tuple;

    private State state = State.HEAD;
    /** The interface and the minute of the tuple that waits. */
    private int nic;

    private long minute;
    private GeneratedFormat format;
    private RecordTime time;
    private long records;
    private long tuples;

    CompactLog(
            GeneratorOptions options,
            Nic[] nics,
            Traffic[] traffic,
            boolean early,
            SeededRandom random,
            AsciiWriter out) {
        this.options = options;
        this.random = random;
        this.out = out;
        this.nics = nics;
        this.traffic = traffic;
        Rule none = new Rule("", "", false, false, 0, false);
        this.tuple = new Tuple(none);
        this.layout = new RecordLayout(out, early, nics[0], none);
        this.format = options.format();
        this.time = new RecordTime(0, 0);
        beginNic();
    }

    @Override
    public Piece next() {
        return switch (state) {
            case HEAD -> head();
            case RECORDS -> record();
            case TAIL -> tail();
            case DONE -> Piece.NONE;
        };
    }

    private Piece head() {
        out.ascii("{\"records\":[");
        if (options.reached(out.total(), tuples)) {
            state = State.TAIL;
        } else {
            state = State.RECORDS;
            findTuple();
        }
        return Piece.BLOCK_END;
    }

    private Piece tail() {
        out.ascii("]}");
        state = State.DONE;
        return Piece.BLOCK_END;
    }

    /** Writes one record, which begins with the tuple that waits, and finds the first tuple of the next. */
    private Piece record() {
        if (records > 0) {
            out.put(',');
        }
        long start = out.total();
        long full = start + options.recordCapBytes() - ROOM_BYTES;
        layout.open(format, nics[nic], time);
        boolean more;
        do {
            layout.tuple(tuple);
            tuples++;
            more = traffic[nic].next(tuple);
        } while (more && out.total() < full);
        layout.close();
        records++;
        if (options.reached(out.total(), tuples)) {
            state = State.TAIL;
            return Piece.BLOCK_END;
        }
        if (more) {
            return Piece.WITHIN_BLOCK;
        }
        long minuteOfRecord = minute;
        advanceNic();
        findTuple();
        return minute == minuteOfRecord ? Piece.WITHIN_BLOCK : Piece.BLOCK_END;
    }

    private void findTuple() {
        while (!traffic[nic].next(tuple)) {
            advanceNic();
        }
    }

    private void advanceNic() {
        nic++;
        if (nic == nics.length) {
            nic = 0;
            minute++;
        }
        beginNic();
    }

    private void beginNic() {
        format = options.format().ofRecord(random);
        long millis =
                options.start().toEpochMilli() + minute * MINUTE_MILLIS + nics[nic].phaseMillis() + random.below(150);
        time = new RecordTime(millis, random.below(10_000));
        traffic[nic].begin(format, millis);
    }

    @Override
    public long records() {
        return records;
    }

    @Override
    public long tuples() {
        return tuples;
    }
}
