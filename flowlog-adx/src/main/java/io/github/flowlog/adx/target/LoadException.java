package io.github.flowlog.adx.target;

import org.jspecify.annotations.Nullable;

/** Says in one sentence why loading cannot go on, and what to do next. */
public final class LoadException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean permanent;

    private LoadException(String message, boolean permanent, @Nullable Throwable cause) {
        super(message, cause);
        this.permanent = permanent;
    }

    /** A failure that stays until somebody does something about it. */
    public static LoadException permanent(String message, @Nullable Throwable cause) {
        return new LoadException(message, true, cause);
    }

    /** A failure that may be gone at the next try. */
    public static LoadException passing(String message, @Nullable Throwable cause) {
        return new LoadException(message, false, cause);
    }

    /** Whether trying again without a change is useless. */
    public boolean isPermanent() {
        return permanent;
    }
}
