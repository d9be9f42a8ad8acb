package io.github.flowlog.adx.ledger;

import io.github.flowlog.adx.source.FlowLogSource;
import io.github.flowlog.encode.ContentKey;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The place of a source, whatever it holds at the time.
 *
 * @param account storage account, empty for a file
 * @param container container, empty for a file
 * @param path blob name or real path
 */
public record SourceKey(String account, String container, String path) {
    /** So many rewrites are looked for where only the table can tell how often a source was written anew. */
    private static final int MOST_REWRITES = 16;

    /** The place of a source. */
    public static SourceKey of(FlowLogSource source) {
        return new SourceKey(source.account(), source.container(), source.path());
    }

    /** The SourceId of a generation that {@code rewrites} others with the same first record went before. */
    public String sourceId(String generation, int rewrites) {
        String counted = rewrites == 0 ? generation : generation + "-" + rewrites;
        return ContentKey.ofSource(account, container, path, counted);
    }

    /** The SourceIds that this place may have in a table of unknown history, one for each rewrite that kept the first record. */
    public List<String> sourceIdsFrom(String generation, int rewrites) {
        return IntStream.rangeClosed(rewrites, rewrites + MOST_REWRITES)
                .mapToObj(count -> sourceId(generation, count))
                .toList();
    }
}
