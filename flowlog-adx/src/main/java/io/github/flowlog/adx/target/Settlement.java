package io.github.flowlog.adx.target;

import java.util.List;

/**
 * What became of the batches of a load, once there is nothing more to wait for.
 *
 * @param open batches that are not confirmed
 * @param late whether some of them should be by now
 * @param leftovers rewritten sources of which rows are in the table that stood there before
 * @param forPerson what a person has to decide or do, one sentence each
 */
public record Settlement(List<OpenBatch> open, boolean late, List<Leftover> leftovers, List<String> forPerson) {
    /** Everything is in place. */
    public static final Settlement COMPLETE = new Settlement(List.of(), false, List.of(), List.of());

    /** Makes the lists unmodifiable. */
    public Settlement {
        open = List.copyOf(open);
        leftovers = List.copyOf(leftovers);
        forPerson = List.copyOf(forPerson);
    }

    /**
     * A batch on its way.
     *
     * @param batchId its id
     * @param rows how many rows it has
     * @param state how far it is, in words
     */
    public record OpenBatch(String batchId, long rows, String state) {}

    /**
     * Rows of a generation that was rewritten.
     *
     * @param sourceId the generation
     * @param rows how many rows there are
     */
    public record Leftover(String sourceId, long rows) {}
}
