package io.github.flowlog.adx.source;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/** Finds logs in storage accounts; all that this package knows of them. */
@FunctionalInterface
public interface AccountLogs extends Closeable {
    /**
     * The logs behind a URL, in the order in which they are to be read.
     *
     * @param url as it was typed; it may hold a secret
     * @param ignored hears of the name of each blob that is not named like a flow log
     * @throws IOException with a sentence that says what to do and holds no secret
     */
    List<? extends FlowLogSource> find(String url, Consumer<String> ignored) throws IOException;

    /** Closes the accounts; the logs that were found are not to be read after that. */
    @Override
    default void close() throws IOException {}
}
