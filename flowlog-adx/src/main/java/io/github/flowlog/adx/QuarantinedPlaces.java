package io.github.flowlog.adx;

import io.github.flowlog.adx.ledger.QuarantineEntry;
import io.github.flowlog.problem.BadInput;
import io.github.flowlog.problem.ParseProblem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The places of one source that are in quarantine: which flow tuples stand there, and what became of each place when it was read again.
 *
 * <p>No flow tuple of such a place was ever loaded, so that those that can be read now are missing in the table, and no others are. An
 * entry that does not tell all that it stands for is no such place. Not thread-safe.
 */
final class QuarantinedPlaces {
    private final Map<Tuple, Place> tuples = new HashMap<>();
    private final Map<Long, Place> records = new HashMap<>();
    private final TreeMap<Long, Place> rests = new TreeMap<>();
    private final List<Place> all = new ArrayList<>();

    private record Tuple(long recordOffset, int index) {}

    /** One place; a record, or the rest of a document, is one too. */
    static final class Place {
        private final QuarantineEntry entry;
        private final List<BadInput> problems = new ArrayList<>();
        private long furtherProblems;
        private boolean met;
        private boolean covered;

        private Place(QuarantineEntry entry) {
            this.entry = entry;
        }

        QuarantineEntry entry() {
            return entry;
        }

        /** What is bad there now. */
        List<BadInput> problems() {
            return problems;
        }

        /** How many problems there are besides. */
        long furtherProblems() {
            return furtherProblems;
        }

        /** Whether everything of it can be read now. */
        boolean isSound() {
            return met && problems.isEmpty() && !covered;
        }

        long start() {
            return startOf(entry.recordOffset(), entry.byteOffset());
        }

        /** Where reading has to be so that the place is behind. */
        long end() {
            return isRest() ? start() + entry.unreadBytes() : start() + 1;
        }

        private boolean isRest() {
            return entry.scope().equals(BadInput.Scope.DOCUMENT.name());
        }

        private void add(BadInput problem) {
            if (problems.size() < Reading.KEPT_PROBLEMS) {
                problems.add(problem);
            } else {
                furtherProblems++;
            }
        }
    }

    /** The places of entries that tell all that they stand for. */
    QuarantinedPlaces(List<QuarantineEntry> entries) {
        for (QuarantineEntry entry : entries) {
            if (isExact(entry)) {
                add(new Place(entry));
            }
        }
    }

    /** Whether the flow tuples that an entry stands for can be told from others that were loaded. */
    static boolean isExact(QuarantineEntry entry) {
        if (entry.further() > 0) {
            return false;
        }
        return switch (BadInput.Scope.valueOf(entry.scope())) {
            case TUPLE -> true;
            case RECORD -> entry.recordOffset() >= 0 && !entry.problem().equals(ParseProblem.NOT_A_FLOW_LOG.name());
            // outside a record the bad bytes may hide where one began: its flow tuples would be taken for loaded
            case DOCUMENT -> entry.recordOffset() >= 0 && entry.unreadBytes() > 0;
        };
    }

    private void add(Place place) {
        QuarantineEntry entry = place.entry;
        Place other = switch (BadInput.Scope.valueOf(entry.scope())) {
            case TUPLE -> tuples.putIfAbsent(new Tuple(entry.recordOffset(), entry.tupleIndex()), place);
            case RECORD -> records.putIfAbsent(entry.recordOffset(), place);
            case DOCUMENT -> rests.putIfAbsent(place.start(), place);
        };
        if (other == null) {
            all.add(place);
        }
    }

    List<Place> all() {
        return all;
    }

    /** Whether a flow tuple stands in one of the places. */
    boolean holds(long recordOffset, int tupleIndex) {
        return tuples.containsKey(new Tuple(recordOffset, tupleIndex))
                || records.containsKey(recordOffset)
                || restOrNull(recordOffset) != null;
    }

    /** Takes note that a flow tuple could be read; whether it stands in one of the places. */
    boolean meet(long recordOffset, int tupleIndex) {
        boolean tuple = meet(tuples.get(new Tuple(recordOffset, tupleIndex)));
        boolean record = meet(records.get(recordOffset));
        return restOrNull(recordOffset) != null || tuple || record;
    }

    private static boolean meet(@Nullable Place place) {
        if (place != null) {
            place.met = true;
        }
        return place != null;
    }

    /** Takes note of what could not be read; what is bad outside the places is not new. */
    void note(BadInput problem) {
        long start = startOf(problem.recordOffset(), problem.byteOffset());
        Place owner = null;
        if (problem.scope() == BadInput.Scope.DOCUMENT) {
            owner = coverRests(start, start + problem.unreadBytes());
        } else {
            if (problem.scope() == BadInput.Scope.TUPLE) {
                meet(records.get(start));
                owner = tuples.get(new Tuple(start, problem.tupleIndex()));
            }
            owner = owner == null ? records.get(start) : owner;
            owner = owner == null ? restOrNull(start) : owner;
        }
        if (owner != null) {
            owner.add(problem);
        }
    }

    /** Nothing between two offsets can be read; returns the first rest there, or null. */
    private @Nullable Place coverRests(long from, long to) {
        Place first = restOrNull(from);
        for (Place rest : rests.subMap(from, to).values()) {
            first = first == null ? rest : first;
            rest.covered = true;
        }
        return first;
    }

    /** Takes note that everything up to an offset was passed: a rest of a document in which nothing is bad is sound. */
    void pass(long offset) {
        rests.headMap(offset).values().stream()
                .filter(rest -> rest.end() <= offset)
                .forEach(rest -> rest.met = true);
    }

    /** Whether the offset is inside a rest of a document that is not behind yet. */
    boolean isInsideRest(long offset) {
        Place rest = restOrNull(offset);
        return rest != null && rest.start() < offset;
    }

    private @Nullable Place restOrNull(long offset) {
        Map.Entry<Long, Place> before = rests.floorEntry(offset);
        return before == null || before.getValue().end() <= offset ? null : before.getValue();
    }

    private static long startOf(long recordOffset, long byteOffset) {
        return recordOffset < 0 ? byteOffset : recordOffset;
    }
}
