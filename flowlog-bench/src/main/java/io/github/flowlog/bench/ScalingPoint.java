package io.github.flowlog.bench;

/** A log that differs from {@link #BASE} in one thing; the name of a point begins with what that is. */
public enum ScalingPoint {
    /** 20 MB, 10 rules, 200 tuples a record, addresses as generated. */
    BASE(Shape.BASE),
    /** 1 MB. */
    BYTES_1_MB(Shape.BASE.withMegabytes(1)),
    /** 10 MB. */
    BYTES_10_MB(Shape.BASE.withMegabytes(10)),
    /** 100 MB. */
    BYTES_100_MB(Shape.BASE.withMegabytes(100)),
    /** 1 GB. */
    BYTES_1000_MB(Shape.BASE.withMegabytes(1_000)),
    /** One rule. */
    RULES_1(Shape.BASE.withRules(1)),
    /** 100 rules. */
    RULES_100(Shape.BASE.withRules(100)),
    /** 1,000 rules. */
    RULES_1000(Shape.BASE.withRules(1_000)),
    /** 10,000 rules: hardly one comes twice. */
    RULES_10000(Shape.BASE.withRules(10_000)),
    /** One tuple a record. */
    TUPLES_A_RECORD_1(Shape.BASE.withTuplesPerRecord(1)),
    /** 10 tuples a record. */
    TUPLES_A_RECORD_10(Shape.BASE.withTuplesPerRecord(10)),
    /** 100 tuples a record. */
    TUPLES_A_RECORD_100(Shape.BASE.withTuplesPerRecord(100)),
    /** 1,000 tuples a record. */
    TUPLES_A_RECORD_1000(Shape.BASE.withTuplesPerRecord(1_000)),
    /** 10,000 tuples a record, more than a batch takes. */
    TUPLES_A_RECORD_10000(Shape.BASE.withTuplesPerRecord(10_000)),
    /** All sources are one address. */
    ADDRESSES_1(Shape.BASE.withAddresses(1)),
    /** 1,000 source addresses. */
    ADDRESSES_1000(Shape.BASE.withAddresses(1_000)),
    /** 1,000,000 source addresses: none comes twice. */
    ADDRESSES_1000000(Shape.BASE.withAddresses(1_000_000));

    private final Shape shape;

    ScalingPoint(Shape shape) {
        this.shape = shape;
    }

    /** What the log is like. */
    Shape shape() {
        return shape;
    }

    /**
     * What a log is like.
     *
     * @param megabytes size in units of 10^6 bytes
     * @param rules distinct rules, which take turns
     * @param tuplesPerRecord tuples of each record
     * @param addresses distinct source addresses, all of one length; 0 leaves those of the generator
     */
    record Shape(long megabytes, int rules, int tuplesPerRecord, int addresses) {
        static final Shape BASE = new Shape(20, 10, 200, 0);

        Shape withMegabytes(long other) {
            return new Shape(other, rules, tuplesPerRecord, addresses);
        }

        Shape withRules(int other) {
            return new Shape(megabytes, other, tuplesPerRecord, addresses);
        }

        Shape withTuplesPerRecord(int other) {
            return new Shape(megabytes, rules, other, addresses);
        }

        Shape withAddresses(int other) {
            return new Shape(megabytes, rules, tuplesPerRecord, other);
        }
    }
}
