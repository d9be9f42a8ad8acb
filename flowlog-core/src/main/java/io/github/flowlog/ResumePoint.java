package io.github.flowlog;

import java.util.Objects;

/**
 * A place between two top-level records, from which reading can go on when the source has grown.
 *
 * @param offset absolute offset in bytes of the uncompressed source, just behind a complete top-level record
 * @param form what may follow there
 */
public record ResumePoint(long offset, DocumentForm form) {
    /** The start of a source of which nothing was read. */
    public static final ResumePoint START = new ResumePoint(0, DocumentForm.LINES);

    /** Checks the arguments. */
    public ResumePoint {
        Objects.requireNonNull(form, "form");
        if (offset < 0) {
            throw new IllegalArgumentException("offset must not be negative: " + offset);
        }
    }
}
