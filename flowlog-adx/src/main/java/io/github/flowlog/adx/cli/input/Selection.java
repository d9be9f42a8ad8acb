package io.github.flowlog.adx.cli.input;

import io.github.flowlog.filter.FlowFilter;
import io.github.flowlog.net.NamedNetworks;

/**
 * Which flows a command is about.
 *
 * @param filter what they match
 * @param networks the networks of {@code --networks}, none without
 */
public record Selection(FlowFilter filter, NamedNetworks networks) {
    /** Flows that match another filter as well; the expression may name the networks. */
    public Selection and(String expression) {
        return new Selection(FlowFilter.parse(expression, networks).and(filter), networks);
    }

    public boolean hasNetworks() {
        return !networks.names().isEmpty();
    }
}
