package io.github.flowlog.adx.kusto;

import org.jspecify.annotations.Nullable;

/** Says in one sentence why a cluster did not do what it was asked, and what to do next; holds no secret. */
public final class ClusterException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean permanent;

    /**
     * Makes an exception.
     *
     * @param permanent whether the same request would be refused again
     */
    public ClusterException(String message, boolean permanent, @Nullable Throwable cause) {
        super(message, cause);
        this.permanent = permanent;
    }

    /** Whether the same request would be refused again. */
    public boolean isPermanent() {
        return permanent;
    }
}
