package io.github.flowlog.problem;

/** What kind of thing is wrong with the input; {@link BadInput#field()} says with which part of it. */
public enum ParseProblem {
    /** The bytes are not JSON (RFC 8259), or two documents stand on one line. Ends the document. */
    SYNTAX,
    /** The bytes are not UTF-8, or a string holds half of a surrogate pair. Ends the document. */
    ENCODING,
    /** The input ends inside a document. */
    TRUNCATED,
    /** The compressed stream is damaged. Ends the input. */
    COMPRESSION,
    /** A limit of the reader was reached. Ends the document; a name that is too long makes a bad record only. */
    LIMIT,
    /** The document begins like JSON but holds no records. */
    NOT_A_FLOW_LOG,
    /** A key that means something stands twice in one object. */
    DUPLICATE_KEY,
    /** A value has another JSON type than the format says. */
    WRONG_TYPE,
    /** A part that the format requires is not there. */
    MISSING,
    /** The version is none of 1, 2 and 4. */
    UNSUPPORTED_VERSION,
    /** Two parts of one record contradict each other. */
    CONFLICT,
    /** A flow tuple has too few or too many fields for its version. */
    FIELD_COUNT,
    /** A value is not what its field may hold. */
    BAD_VALUE
}
