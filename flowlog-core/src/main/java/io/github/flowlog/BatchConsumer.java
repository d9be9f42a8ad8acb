package io.github.flowlog;

import java.io.IOException;

/** Takes batches of rows, in several threads at once. */
@FunctionalInterface
public interface BatchConsumer {
    /**
     * Takes some rows, which are whole top-level records of the log.
     *
     * @param batch is filled again after this call; its rows are in the order of the log
     * @throws IOException when the rows cannot be taken; the reading ends with it
     */
    void accept(FlowBatch batch) throws IOException;
}
