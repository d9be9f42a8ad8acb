package io.github.flowlog.adx.target.cluster;

import io.github.flowlog.adx.journal.JournalEntry;
import io.github.flowlog.adx.journal.JournalLedger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * What a journal says but for its open plans.
 *
 * @param filter which flow tuples are loaded, empty for all
 * @param shard which of the sources are, empty for all
 * @param announced keys of rows of the small tables that were sent
 * @param replaced generations that were rewritten, whose rows may still be in the table
 * @param ledger how far each source is loaded, and what of it could not be read
 */
record LoadedState(
        String filter, String shard, Collection<String> announced, Collection<String> replaced, JournalLedger ledger) {

    /** Entries of a journal that add up to it. */
    List<JournalEntry> entries() {
        List<JournalEntry> entries = new ArrayList<>();
        entries.add(new JournalEntry.Header(Plans.JOURNAL_VERSION, filter, shard));
        entries.add(new JournalEntry.Kept(List.copyOf(announced), List.copyOf(replaced)));
        entries.addAll(ledger.entries());
        return entries;
    }
}
