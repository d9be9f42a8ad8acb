package io.github.flowlog.internal.tuple;

/** The fields of a flow tuple in the words of messages, with what each may hold. */
public enum TupleField {
    /** When the tuple was written. */
    TIME("time", "expected seconds or milliseconds since 1970, at most 15 digits"),
    /** Who began the flow. */
    SOURCE_ADDRESS("source address", "expected an IPv4 or IPv6 address"),
    /** Whom it was sent to. */
    DESTINATION_ADDRESS("destination address", "expected an IPv4 or IPv6 address"),
    /** Port of the source. */
    SOURCE_PORT("source port", "expected a number from 0 to 65535"),
    /** Port of the destination. */
    DESTINATION_PORT("destination port", "expected a number from 0 to 65535"),
    /** Transport protocol. */
    PROTOCOL("protocol", "expected T, U or I in versions 1 and 2, a number from 0 to 255 in version 4"),
    /** Inbound or outbound. */
    DIRECTION("direction", "expected I or O"),
    /** Allowed or denied. */
    DECISION("decision", "expected A or D"),
    /** Begin, continue, end, deny. */
    STATE("state", "expected B, C or E, in version 4 also D"),
    /** Encryption code. */
    ENCRYPTION("encryption", "expected 1 to 64 of the characters A-Z a-z 0-9 _"),
    /** First counter. */
    PACKETS_OUT("packets source to destination", TupleField.COUNTER),
    /** Second counter. */
    BYTES_OUT("bytes source to destination", TupleField.COUNTER),
    /** Third counter. */
    PACKETS_BACK("packets destination to source", TupleField.COUNTER),
    /** Fourth counter. */
    BYTES_BACK("bytes destination to source", TupleField.COUNTER);

    private static final String COUNTER = "expected nothing or a number from 0 to 9223372036854775807";

    private final String words;
    private final String expectation;

    TupleField(String words, String expectation) {
        this.words = words;
        this.expectation = expectation;
    }

    /** What messages call the field. */
    public String words() {
        return words;
    }

    /** What the field may hold. */
    public String expectation() {
        return expectation;
    }
}
