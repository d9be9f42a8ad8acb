package io.github.flowlog;

/**
 * The flow encryption codes that the documentation lists; logs may hold others, which are kept as text.
 *
 * <p>{@link FlowBatch#encryption} therefore returns a text, to be compared with {@link #text()} of these.
 *
 * <p><b>Source:</b> docs/FORMAT.md, "Flow encryption".
 */
public enum FlowEncryption {
    /** NSG flow logs do not log encryption. */
    NONE(""),
    /** Encrypted. */
    ENCRYPTED("X"),
    /** Not encrypted. */
    UNENCRYPTED("NX"),
    /** Not encrypted: the hardware does not support it. */
    HARDWARE_NOT_SUPPORTED("NX_HW_NOT_SUPPORTED"),
    /** Not encrypted: the software is not ready. */
    SOFTWARE_NOT_READY("NX_SW_NOT_READY"),
    /** Dropped because it was not encrypted. */
    NOT_ACCEPTED("NX_NOT_ACCEPTED"),
    /** Not encrypted: the configuration does not support it. */
    NOT_SUPPORTED("NX_NOT_SUPPORTED"),
    /** Not encrypted: the destination is on the same host. */
    LOCAL_DESTINATION("NX_LOCAL_DST"),
    /** Fell back to no encryption. */
    FALLBACK("NX_FALLBACK");

    private static final FlowEncryption[] BY_CODE = values();

    private final String text;

    FlowEncryption(String text) {
        this.text = text;
    }

    /** The code as the log spells it. */
    public String text() {
        return text;
    }

    static FlowEncryption ofCode(int code) {
        return BY_CODE[code];
    }
}
