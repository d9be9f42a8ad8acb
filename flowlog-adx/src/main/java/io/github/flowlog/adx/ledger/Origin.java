package io.github.flowlog.adx.ledger;

/**
 * What the first rows of a source are about; a rewritten source with the same origin replaces what was loaded before,
 * one with another origin is another log that was saved to the same place.
 *
 * @param resourceId full id of the resource, empty when there is none
 * @param mac MAC address of the interface, empty when there is none
 * @param hour hour of the first rows' record, in hours since the epoch; {@link #NO_HOUR} without rows
 */
public record Origin(String resourceId, String mac, long hour) {
    /** Stands where no record with rows was met. */
    public static final long NO_HOUR = -1;

    /** The origin of a source that holds records but no rows. */
    public static final Origin UNKNOWN = new Origin("", "", NO_HOUR);

    /** Whether both are known to be about the same resource, in any case, the same interface and the same hour. */
    public boolean isSameAs(Origin other) {
        return hour != NO_HOUR
                && hour == other.hour
                && mac.equals(other.mac)
                && resourceId.equalsIgnoreCase(other.resourceId);
    }
}
