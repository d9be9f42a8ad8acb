package io.github.flowlog.filter;

import io.github.flowlog.filter.Condition.AddressIn;
import io.github.flowlog.filter.Condition.And;
import io.github.flowlog.filter.Condition.Not;
import io.github.flowlog.filter.Condition.Or;
import io.github.flowlog.filter.Condition.TimeIn;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Puts conditions together so that what was typed in another order, or with more parentheses, gives an equal tree.
 *
 * <p>In this form {@code and} and {@code or} hold neither their own kind nor a part twice, nor what is true or false for every row,
 * and have two parts or more; the parts stand in the order of {@link #rank}, which is also the one that is cheap to test; times in an
 * {@code and} are one range; a double {@code not} is none. True is the empty {@code and}, false the empty {@code or}.
 */
final class NormalForm {
    /** Behind the last millisecond of the year 9999, after which the format has no times. */
    static final long END_OF_TIME = 253_402_300_800_000L;

    private static final Condition TRUE = new And(List.of());
    private static final Condition FALSE = new Or(List.of());

    private NormalForm() {}

    static Condition all(List<Condition> parts) {
        List<Condition> flat = new ArrayList<>();
        TimeIn times = new TimeIn(Long.MIN_VALUE, Long.MAX_VALUE);
        for (Condition part :
                parts.stream().flatMap(NormalForm::conjuncts).distinct().toList()) {
            if (part.equals(FALSE)) {
                return FALSE;
            }
            if (part instanceof TimeIn in) {
                times = new TimeIn(Math.max(times.from(), in.from()), Math.min(times.to(), in.to()));
            } else {
                flat.add(part);
            }
        }
        Condition time = between(times.from(), times.to());
        if (time.equals(FALSE)) {
            return FALSE;
        }
        if (!time.equals(TRUE)) {
            flat.add(time);
        }
        return flat.size() == 1 ? flat.get(0) : new And(sorted(flat));
    }

    static Condition any(List<Condition> parts) {
        List<Condition> flat =
                parts.stream().flatMap(NormalForm::disjuncts).distinct().toList();
        if (flat.contains(TRUE)) {
            return TRUE;
        }
        return flat.size() == 1 ? flat.get(0) : new Or(sorted(flat));
    }

    static Condition not(Condition part) {
        if (part instanceof Not not) {
            return not.part();
        }
        if (part.equals(TRUE)) {
            return FALSE;
        }
        return part.equals(FALSE) ? TRUE : new Not(part);
    }

    static Condition in(Side side, AddressSet addresses) {
        return addresses.prefixes().isEmpty() ? FALSE : new AddressIn(side, addresses);
    }

    /** Times beyond the format's own open the range on that side. */
    static Condition between(long from, long to) {
        long first = from <= 0 ? Long.MIN_VALUE : from;
        long end = to >= END_OF_TIME ? Long.MAX_VALUE : to;
        if (first >= END_OF_TIME || end <= 0 || first >= end) {
            return FALSE;
        }
        return first == Long.MIN_VALUE && end == Long.MAX_VALUE ? TRUE : new TimeIn(first, end);
    }

    private static Stream<Condition> conjuncts(Condition part) {
        return part instanceof And and ? and.parts().stream() : Stream.of(part);
    }

    private static Stream<Condition> disjuncts(Condition part) {
        return part instanceof Or or ? or.parts().stream() : Stream.of(part);
    }

    private static List<Condition> sorted(List<Condition> parts) {
        record Keyed(int rank, String text, Condition part) {}
        return parts.stream()
                .map(part -> new Keyed(rank(part), ConditionText.of(part), part))
                .sorted(Comparator.comparingInt(Keyed::rank).thenComparing(Keyed::text))
                .map(Keyed::part)
                .toList();
    }

    private static int rank(Condition part) {
        if (part instanceof Not not) {
            return rank(not.part());
        }
        int rank = RANKS.indexOf(part.getClass());
        return rank < 0 ? RANKS.size() : rank;
    }

    /** From the cheapest to test to the dearest; what is not in it follows. */
    private static final List<Class<? extends Condition>> RANKS = List.of(
            TimeIn.class,
            Condition.DirectionIs.class,
            Condition.DecisionIs.class,
            Condition.StateIs.class,
            Condition.FormatIs.class,
            Condition.ProtocolIn.class,
            Condition.PortIn.class,
            AddressIn.class,
            Condition.TypeIs.class,
            Condition.TextLike.class,
            Condition.CounterIs.class);
}
