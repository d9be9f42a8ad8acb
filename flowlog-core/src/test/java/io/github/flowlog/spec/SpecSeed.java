package io.github.flowlog.spec;

import io.github.flowlog.DocumentForm;
import io.github.flowlog.ReadLimits;
import java.util.stream.Stream;

/** The input of a spec row without what is expected of it, for tests that judge by other means. */
public final class SpecSeed {
    private final SpecRow row;

    private SpecSeed(SpecRow row) {
        this.row = row;
    }

    /** Returns the inputs of all spec rows. */
    public static Stream<SpecSeed> all() {
        return SpecTables.rows().map(SpecSeed::new);
    }

    /** What is read. */
    public byte[] bytes() {
        return row.bytes.clone();
    }

    /** Whether it is read as a fragment. */
    public boolean isFragment() {
        return row.isFragment;
    }

    /** The form of the fragment. */
    public DocumentForm form() {
        return row.start.form();
    }

    /** The limits that it is read within. */
    public ReadLimits limits() {
        return row.limits;
    }
}
