package io.github.flowlog.internal.scan;

/** The members that objects of each shape had last time, in their order. Not thread-safe. */
final class RecentMembers {
    /** So many members of an object are remembered; where there are more, some of them in vain. */
    private static final int PLACES = 16;

    private final RecentMember[][] members = new RecentMember[RecordShape.values().length][PLACES];

    RecentMembers() {
        for (RecordShape shape : RecordShape.values()) {
            for (int place = 0; place < PLACES; place++) {
                members[shape.ordinal()][place] = new RecentMember();
            }
        }
    }

    /** The member that objects of a shape had at this place. */
    RecentMember at(RecordShape shape, int place) {
        return members[shape.ordinal()][place & (PLACES - 1)];
    }
}
