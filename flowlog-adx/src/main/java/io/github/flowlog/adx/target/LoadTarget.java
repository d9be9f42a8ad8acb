package io.github.flowlog.adx.target;

import io.github.flowlog.adx.ledger.Ledger;
import io.github.flowlog.adx.ledger.SourceKey;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A place for rows, with the ledger of what it holds.
 *
 * <p><b>Contract:</b> a batch is written, then committed or discarded. After {@link #commit} its rows and cursors are durable
 * together, or planned so durably that the target brings both about; when the process ends at any moment before, either both are
 * there at the next opening or neither. One process at
 * a time has a target open. <b>Errors:</b> {@link LoadException} when the target or its disk fails. Not thread-safe.
 */
public interface LoadTarget extends AutoCloseable {
    /** What identifies the table in the identity of batches. */
    String table();

    /** What is loaded already. */
    Ledger ledger();

    /** What is in the table for sure: {@link #ledger} without batches that are on their way. */
    default Ledger settled() {
        return ledger();
    }

    /** Canonical text of the filter that was claimed last, empty for all flow tuples. */
    String filter();

    /** How many rows of each source the table has, those of batches on their way left out; sources without rows may be missing. */
    Map<String, Long> rows(Collection<String> sourceIds);

    /** What the table holds of sources that the ledger may not know; nothing where ledger and table cannot part. */
    default Map<String, HeldRows> held(Collection<String> sourceIds) {
        return Map.of();
    }

    /**
     * Says which flow tuples are loaded; kept with the ledger, because a cursor means that everything before it which passes the
     * filter is in the table.
     *
     * @param filter canonical text of the filter, empty when all are
     * @throws LoadException if something was loaded with another filter
     */
    void claim(String filter);

    /**
     * Has batches read again that a person wants sent once more and of which nothing is left to send; asked for before {@link #claim}.
     *
     * @param reader reads one of them, and has its rows written
     */
    default void restore(LostBatch.Reader reader) {}

    /**
     * Takes all rows of a batch, which are not durable before they are committed.
     *
     * @param batchId value of column BatchId
     * @return how many rows were taken
     */
    long write(String batchId, FlowRows rows);

    /**
     * Waits until the target can take another batch; {@link #commit} waits as long as it has to.
     *
     * @param stop asked now and then; once true, nothing is waited for any more
     * @return whether there is room
     */
    default boolean awaitRoom(BooleanSupplier stop) {
        return true;
    }

    /**
     * Makes the rows that were written last durable, with what belongs to them.
     *
     * @return how many rows of replaced generations were removed
     */
    long commit(BuiltBatch batch);

    /** Forgets rows that were written and not committed, if there are any. */
    void discard();

    /** Whether hours make a difference to {@link #lot}; where they do not, nobody has to find out of which hour a source is. */
    default boolean hasLots() {
        return false;
    }

    /** The lot that the sources of an hour belong to by the time; a batch holds sources of one lot only. */
    default String lot(Instant hour) {
        return "";
    }

    /** The lot of sources that may still get records, whatever their hours. */
    default String growingLot() {
        return "";
    }

    /**
     * Why nothing of a source can be taken at present, and what to do about it; null when it can.
     *
     * @param hour the hour that the source is of
     */
    default @Nullable String refusalOrNull(SourceKey source, Instant hour) {
        return null;
    }

    /** Why the table keeps no rows of an hour any more; null when it does. */
    default @Nullable String expiryOrNull(Instant hour) {
        return null;
    }

    /** What is open of some sources: batches on their way, those too that a person has to look at. */
    default Settlement unsettled(Collection<SourceKey> sources) {
        return Settlement.COMPLETE;
    }

    /**
     * Waits for batches that were committed and are still on their way to the table.
     *
     * @param stop asked now and then; once true, nothing is waited for any more
     */
    default Settlement settle(BooleanSupplier stop) {
        return Settlement.COMPLETE;
    }

    /**
     * A person says that a batch may be tried again.
     *
     * @return whether there is such a batch
     * @throws LoadException while it may still arrive
     */
    default boolean retry(String batchId) {
        return false;
    }

    /**
     * A person says that the table is right as it is, in what concerns a batch or a rewritten source.
     *
     * @return whether there is such a batch or source
     * @throws LoadException if another batch has to be decided about before
     */
    default boolean accept(String id) {
        return false;
    }

    /** Where the quarantine file of this target lies. */
    Path quarantineFile();

    /** Gives the target up for others. */
    @Override
    void close() throws IOException;
}
