package io.github.flowlog.adx.target;

import org.jspecify.annotations.Nullable;

/** Says in one sentence why loading cannot go on, and what to do next. */
public final class LoadException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int LONGEST_SHOWN = 500;

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

    /**
     * A load with another filter than those before.
     *
     * @param place the file or folder that was to be loaded into
     * @param loaded canonical text of the filter of the loads before, empty when all was loaded
     * @param wanted that of this load
     */
    public static LoadException otherFilter(String place, String loaded, String wanted) {
        return permanent(
                place + " was loaded " + withFilter(loaded) + " and cannot be loaded " + withFilter(wanted)
                        + " as well; " + (loaded.isEmpty() ? "leave -f out" : "say -f " + quoted(loaded))
                        + ", or load into another place",
                null);
    }

    private static String withFilter(String filter) {
        return filter.isEmpty() ? "without a filter" : "with -f " + quoted(filter);
    }

    /** As a shell takes it; a filter that is longer than a screen is cut. */
    private static String quoted(String filter) {
        String shown = filter.length() > LONGEST_SHOWN ? filter.substring(0, LONGEST_SHOWN) + "..." : filter;
        return "'" + shown.replace("'", "'\\''") + "'";
    }

    /** The same failure for another thread, with the first one as its cause. */
    public LoadException again() {
        return new LoadException(String.valueOf(getMessage()), permanent, this);
    }

    /** Whether trying again without a change is useless. */
    public boolean isPermanent() {
        return permanent;
    }
}
