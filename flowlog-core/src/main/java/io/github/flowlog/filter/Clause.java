package io.github.flowlog.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A part of a {@code where} clause: true or false for every row, never null.
 *
 * @param text the expression
 * @param binding what holds it together, so that parentheses stand only where they are needed
 */
record Clause(String text, Binding binding) {
    static final Clause TRUE = new Clause("true", Binding.ATOM);
    static final Clause FALSE = new Clause("false", Binding.ATOM);

    /** The operator that an expression consists of. */
    enum Binding {
        /** None that is weaker than {@code not}. */
        ATOM,
        AND,
        OR
    }

    /** A comparison or a call. */
    static Clause of(String text) {
        return new Clause(text, Binding.ATOM);
    }

    static Clause all(List<Clause> parts) {
        return join(parts, Binding.AND, TRUE, FALSE);
    }

    static Clause any(List<Clause> parts) {
        return join(parts, Binding.OR, FALSE, TRUE);
    }

    Clause negated() {
        if (this.equals(TRUE) || this.equals(FALSE)) {
            return this.equals(TRUE) ? FALSE : TRUE;
        }
        return of("not(" + text + ")");
    }

    private static Clause join(List<Clause> parts, Binding binding, Clause neutral, Clause decisive) {
        if (parts.contains(decisive)) {
            return decisive;
        }
        List<Clause> kept = new ArrayList<>(parts);
        kept.removeIf(neutral::equals);
        if (kept.size() < 2) {
            return kept.isEmpty() ? neutral : kept.get(0);
        }
        String operator = binding == Binding.AND ? " and " : " or ";
        return new Clause(
                kept.stream().map(part -> part.within(binding)).collect(Collectors.joining(operator)), binding);
    }

    private String within(Binding outer) {
        return binding == Binding.ATOM || binding == outer ? text : "(" + text + ")";
    }
}
