package io.github.flowlog.adx.kusto;

import org.jspecify.annotations.Nullable;

/** Says in one sentence why a cluster did not do what it was asked, and what to do next; holds no secret. */
public final class ClusterException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean permanent;
    private final boolean missingDatabase;

    /**
     * Makes an exception.
     *
     * @param permanent whether the same request would be refused again
     */
    public ClusterException(String message, boolean permanent, @Nullable Throwable cause) {
        this(message, permanent, false, cause);
    }

    private ClusterException(String message, boolean permanent, boolean missingDatabase, @Nullable Throwable cause) {
        super(message, cause);
        this.permanent = permanent;
        this.missingDatabase = missingDatabase;
    }

    /** Makes an exception for a database that is not there. */
    public static ClusterException missingDatabase(String message, @Nullable Throwable cause) {
        return new ClusterException(message, true, true, cause);
    }

    /** Whether the same request would be refused again. */
    public boolean isPermanent() {
        return permanent;
    }

    /** Whether the cluster has no database of that name, so that no right can help. */
    public boolean isMissingDatabase() {
        return missingDatabase;
    }
}
