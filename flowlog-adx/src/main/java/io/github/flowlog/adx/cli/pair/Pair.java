package io.github.flowlog.adx.cli.pair;

import io.github.flowlog.adx.cli.input.Selection;
import io.github.flowlog.filter.FlowFilter;

/**
 * Two ends and the flows between them.
 *
 * @param a the end that connects
 * @param b the end that is connected to, with the service that is asked about
 * @param selected what the options select beside
 */
record Pair(Endpoint a, Service b, Selection selected) {
    /** Flows that A began, to the service of B. */
    FlowFilter there() {
        return selected.and(thereText()).filter();
    }

    /** Flows that B began, to any port of A; none that goes there as well, when the ends overlap. */
    FlowFilter back() {
        return selected.and(backText() + " and not (" + thereText() + ")").filter();
    }

    FlowFilter either() {
        return selected.and("(" + thereText() + ") or (" + backText() + ")").filter();
    }

    private String thereText() {
        return "src " + a.condition() + " and dst " + b.endpoint().condition() + b.conditions();
    }

    private String backText() {
        return "src " + b.endpoint().condition() + " and dst " + a.condition();
    }

    /** {@code 10.0.0.4 to 10.0.0.5 on TCP 443}. */
    String text() {
        return a.text() + " to " + b.text();
    }
}
