package io.github.flowlog.adx.target;

import io.github.flowlog.adx.ledger.Ledger;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A place for rows, with the ledger of what it holds.
 *
 * <p><b>Contract:</b> after {@link #commit} the rows and the cursors of a batch are durable together; when the process
 * ends at any moment before, either both are there at the next opening or neither. One process at a time has a target
 * open. Not thread-safe.
 */
public interface LoadTarget extends AutoCloseable {
    /** What identifies the table in the identity of batches. */
    String table();

    /** What is loaded already. */
    Ledger ledger();

    /** An existing folder on the target's own disk for files of a batch that is being built; emptied at each opening. */
    Path spool();

    /**
     * Makes a batch durable; its spool files belong to the target from then on.
     *
     * @return how many rows of replaced generations were removed
     */
    long commit(BuiltBatch batch) throws IOException;

    /** Where the quarantine file of this target lies. */
    Path quarantineFile();

    /** Gives the target up for others. */
    @Override
    void close() throws IOException;
}
