package io.github.flowlog.adx.target;

import java.time.Instant;

/**
 * One row of table FlowLogSources.
 *
 * @param sourceId identity of the generation
 * @param account storage account; empty for a file
 * @param container container; empty for a file
 * @param blob name of the blob, or real path of the file
 * @param generation tells apart what was written under the same name at different times
 * @param hour the hour in the path, else that of the first rows; the epoch where nothing tells
 */
public record LoadedSource(
        String sourceId, String account, String container, String blob, String generation, Instant hour) {}
