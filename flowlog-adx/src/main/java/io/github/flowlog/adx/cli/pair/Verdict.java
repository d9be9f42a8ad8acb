package io.github.flowlog.adx.cli.pair;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whether A reached B, as far as the logs know.
 *
 * @param outcome the word for it
 * @param decisive what shows it, null when nothing was logged
 */
record Verdict(Outcome outcome, @Nullable Evidence decisive) {
    /** Both log the same attempt, but write its time in seconds. */
    private static final long SAME_ATTEMPT_MILLIS = 1_000;

    private static final Comparator<Evidence> BY_DECISION = Comparator.comparingLong(Evidence::decided);

    /** The words. */
    enum Outcome {
        ALLOWED,
        DENIED,
        PARTLY_DENIED,
        UNKNOWN
    }

    /** Judges what was logged of the flows that A began. */
    static Verdict of(List<Evidence> all) {
        if (all.isEmpty()) {
            return new Verdict(Outcome.UNKNOWN, null);
        }
        Map<String, List<Evidence>> byService =
                all.stream().collect(Collectors.groupingBy(Evidence::service, LinkedHashMap::new, Collectors.toList()));
        List<Judged> judged = byService.values().stream().map(Verdict::judge).toList();
        Outcome first = judged.get(0).outcome;
        Outcome outcome = judged.stream().allMatch(one -> one.outcome == first) ? first : Outcome.PARTLY_DENIED;
        // The latest decision of those that made the outcome what it is; a denial when it is mixed.
        Evidence decisive = latest(judged.stream()
                .map(Judged::decisive)
                .filter(one -> outcome == Outcome.ALLOWED || one.place().isDenied())
                .toList());
        return new Verdict(outcome, decisive);
    }

    /** The outcome for one service. */
    private record Judged(Outcome outcome, Evidence decisive) {}

    private static Judged judge(List<Evidence> all) {
        List<Evidence> inAllowed = current(all, true, false);
        List<Evidence> inDenied = current(all, true, true);
        List<Evidence> outAllowed = current(all, false, false);
        List<Evidence> outDenied = current(all, false, true);
        if (inDenied.isEmpty() && outDenied.isEmpty()) {
            return new Judged(Outcome.ALLOWED, latest(inAllowed.isEmpty() ? outAllowed : inAllowed));
        }
        Evidence denial = latest(inDenied.isEmpty() ? outDenied : inDenied);
        if (inAllowed.isEmpty()) {
            boolean allDenied = !inDenied.isEmpty() || outAllowed.isEmpty();
            return new Judged(allDenied ? Outcome.DENIED : Outcome.PARTLY_DENIED, denial);
        }
        if (inDenied.isEmpty() && outAllowed.isEmpty()) {
            // It arrived once, and it did not leave once: the later of the two counts.
            Evidence arrival = latest(inAllowed);
            return denial.decided() + SAME_ATTEMPT_MILLIS >= arrival.decided()
                    ? new Judged(Outcome.DENIED, denial)
                    : new Judged(Outcome.ALLOWED, arrival);
        }
        return new Judged(Outcome.PARTLY_DENIED, denial);
    }

    /** What interfaces decided last, of one direction and one decision. */
    private static List<Evidence> current(List<Evidence> all, boolean inbound, boolean denied) {
        return all.stream()
                .filter(one -> one.place().isInbound() == inbound && one.place().isDenied() == denied)
                .filter(one -> isCurrent(one, all))
                .toList();
    }

    /**
     * Whether nothing later of the same interface says the opposite. A denial stands against a permission of the same moment: the
     * NSG of the subnet let the flow pass, that of the interface did not.
     */
    private static boolean isCurrent(Evidence one, List<Evidence> all) {
        boolean denied = one.place().isDenied();
        long until = one.decided() + (denied ? SAME_ATTEMPT_MILLIS : -SAME_ATTEMPT_MILLIS - 1);
        return all.stream()
                .filter(other -> other.place().direction().equals(one.place().direction())
                        && other.place().mac().equals(one.place().mac())
                        && other.place().isDenied() != denied)
                .allMatch(other -> other.decided() <= until);
    }

    private static Evidence latest(List<Evidence> some) {
        return some.stream().max(BY_DECISION).orElseThrow();
    }
}
