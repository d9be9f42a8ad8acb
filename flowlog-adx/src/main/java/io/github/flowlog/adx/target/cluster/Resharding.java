package io.github.flowlog.adx.target.cluster;

import io.github.flowlog.adx.journal.Journal;
import io.github.flowlog.adx.journal.JournalLedger;
import io.github.flowlog.adx.journal.StatePlace;
import io.github.flowlog.adx.ledger.Cursor;
import io.github.flowlog.adx.source.Shard;
import io.github.flowlog.adx.target.BuiltBatch;
import io.github.flowlog.adx.target.LoadException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Divides what the loaders of a table have loaded among another number of loaders.
 *
 * <p>The journals of the new shares are written beside those that count, which nobody else can open meanwhile; then the number of shares is
 * changed, in one step. A process that ends before that leaves everything as it was, and the same command may be given again.
 */
public final class Resharding {
    /** So many shares there may be: all their journals are open together, and many systems allow a process about 1,000 files. */
    public static final int MOST = 200;

    private final StatePlace place;

    private Resharding(StatePlace place) {
        this.place = place;
    }

    /**
     * Changes the number of shares.
     *
     * @return how many sources the shares know now; -1 when there were so many shares already
     * @throws LoadException if a loader is at work or has batches on their way, or if a share is missing
     */
    public static long run(StatePlace place, int shards) throws IOException {
        int before = place.shards();
        if (before == shards) {
            return -1;
        }
        if (before == 0) {
            throw LoadException.permanent(
                    place.name() + " holds no state of loads; name with --state the place that they use", null);
        }
        try (Journals journals = new Journals()) {
            return new Resharding(place).divide(before, shards, journals);
        }
    }

    private long divide(int before, int shards, Journals journals) throws IOException {
        List<Journal> old = journals.open(place, before);
        List<Journal> fresh = journals.open(place, shards);
        if (place.shards() != before) {
            throw LoadException.passing(
                    "the number of shares of " + place.name() + " was changed meanwhile; look and run this again",
                    null);
        }
        List<LoadedState> parts = new ArrayList<>();
        for (int i = 0; i < before; i++) {
            parts.add(state(old.get(i), new Shard(i + 1, before)));
        }
        String filter = filter(parts);
        List<LoadedState> divided = new ArrayList<>();
        for (Shard shard : shards(shards)) {
            divided.add(new LoadedState(
                    filter, shard.toString(), new LinkedHashSet<>(), new LinkedHashSet<>(), new JournalLedger()));
        }
        long sources = divide(parts, divided);
        for (int i = 0; i < shards; i++) {
            fresh.get(i).replaceBy(divided.get(i).entries());
        }
        place.setShards(shards);
        for (Journal journal : old) {
            // they count no longer; nobody is to take them for the state of a table that has gone on
            journal.replaceBy(List.of());
        }
        return sources;
    }

    private static List<Shard> shards(int of) {
        return IntStream.rangeClosed(1, of)
                .mapToObj(number -> new Shard(number, of))
                .toList();
    }

    private static LoadedState state(Journal journal, Shard shard) throws IOException {
        if (journal.isEmpty()) {
            throw LoadException.permanent(
                    journal.name() + " is empty: copy the state of " + words(shard)
                            + " there, or, if that one never ran, run its load once",
                    null);
        }
        Plans plans = Plans.open(journal);
        if (!plans.shard().equals(shard.toString())) {
            throw LoadException.permanent(
                    journal.name() + " is not the state of " + words(shard) + "; restore it from a copy", null);
        }
        int open = plans.select(plan -> true).size();
        if (open > 0) {
            String option = shard.equals(Shard.ALL) ? "" : " --shard " + shard;
            throw LoadException.permanent(
                    words(shard) + " has " + open + (open == 1 ? " open batch" : " open batches")
                            + "; run its load once more without --no-wait, flowlog load" + option
                            + ", which confirms them, and decide about what is left with: flowlog jobs" + option,
                    null);
        }
        return plans.loaded();
    }

    private static String words(Shard shard) {
        return shard.equals(Shard.ALL) ? "the loader" : "shard " + shard;
    }

    /** Gives each source to the share that it falls into, and returns how many there are. */
    private static long divide(List<LoadedState> parts, List<LoadedState> divided) {
        Map<String, LoadedState> homes = new HashMap<>();
        for (LoadedState part : parts) {
            for (BuiltBatch.Part source : part.ledger().parts()) {
                LoadedState home =
                        divided.get(Shard.of(path(source), divided.size()).number() - 1);
                home.ledger().record(source);
                homes.put(source.sourceId(), home);
            }
        }
        for (LoadedState part : parts) {
            for (String key : part.announced()) {
                LoadedState home = homes.get(key);
                // a resource may be of several shares
                (home == null ? divided : List.of(home))
                        .forEach(share -> share.announced().add(key));
            }
            // nothing tells any more where these lay: one share asks for all of them
            divided.get(0).replaced().addAll(part.replaced());
        }
        return homes.size();
    }

    private static String path(BuiltBatch.Part part) {
        Cursor cursor = part.cursor();
        return cursor != null
                ? cursor.key().path()
                : part.quarantine().get(0).key().path();
    }

    /** The filter of those that have loaded something; a share without a source may have been opened only. */
    private static String filter(List<LoadedState> parts) {
        Set<String> filters = parts.stream()
                .filter(part -> !part.ledger().parts().isEmpty())
                .map(LoadedState::filter)
                .collect(Collectors.toSet());
        if (filters.size() > 1) {
            throw LoadException.permanent(
                    "the shares were loaded with different filters (" + String.join("; ", filters)
                            + "), so that they cannot be divided anew; load into another table",
                    null);
        }
        return filters.isEmpty() ? parts.get(0).filter() : filters.iterator().next();
    }

    /** All journals that are open meanwhile, so that no loader can have one. */
    private static final class Journals implements AutoCloseable {
        private final List<Journal> all = new ArrayList<>();

        List<Journal> open(StatePlace place, int of) throws IOException {
            List<Journal> opened = new ArrayList<>();
            for (Shard shard : shards(of)) {
                opened.add(Journal.open(place.journal(shard)));
                all.add(opened.get(opened.size() - 1));
            }
            return opened;
        }

        @Override
        public void close() throws IOException {
            IOException failure = null;
            for (Journal journal : all) {
                try {
                    journal.close();
                } catch (IOException failed) {
                    failure = failed;
                }
            }
            if (failure != null) {
                throw failure;
            }
        }
    }
}
