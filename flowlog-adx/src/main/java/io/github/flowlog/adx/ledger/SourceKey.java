package io.github.flowlog.adx.ledger;

import io.github.flowlog.adx.source.FlowLogSource;

/**
 * The place of a source, whatever it holds at the time.
 *
 * @param account storage account, empty for a file
 * @param container container, empty for a file
 * @param path blob name or real path
 */
public record SourceKey(String account, String container, String path) {
    /** The place of a source. */
    public static SourceKey of(FlowLogSource source) {
        return new SourceKey(source.account(), source.container(), source.path());
    }
}
