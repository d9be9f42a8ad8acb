package io.github.flowlog.aggregate;

/** How much memory the groups may take; every array is asked for here before it is made. */
final class MemoryBudget {
    private final long limit;
    private long used;

    MemoryBudget(long limit) {
        this.limit = limit;
    }

    /** Takes bytes, or throws and takes none. */
    void claim(long bytes) {
        if (bytes > limit - used) {
            throw new BudgetExceeded();
        }
        used += bytes;
    }

    void release(long bytes) {
        used -= bytes;
    }

    long limit() {
        return limit;
    }

    long used() {
        return used;
    }

    /** Carries nothing: the aggregator knows what there was. */
    static final class BudgetExceeded extends RuntimeException {
        private static final long serialVersionUID = 1L;

        BudgetExceeded() {
            super("the memory given to the groups is full", null, false, false);
        }
    }
}
