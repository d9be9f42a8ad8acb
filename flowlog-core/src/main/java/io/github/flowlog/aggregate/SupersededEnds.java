package io.github.flowlog.aggregate;

import io.github.flowlog.FlowBatch;
import io.github.flowlog.FlowLogFormat;
import io.github.flowlog.FlowState;
import io.github.flowlog.RowSelection;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Finds End tuples whose counters a later End counts once more.
 *
 * <p>Version 4 sometimes logs a flow again: {@code E} at a time, {@code B} at the very same time, then {@code E} later with counters
 * that hold those of the first. Microsoft's description does not mention it. So an End is <i>superseded</i> when, within one record
 * of version 4, the next tuple of the same flow is a Begin of exactly its time and the next after that an End, not earlier, of which
 * each of the four counters is measured and at least as high. The same flow is the same addresses, ports, protocol, direction, MAC
 * address, ACL and rule. A pattern that is cut between two records is not found.
 *
 * <p><b>Memory:</b> some 16 bytes for each row of the largest batch; nothing is kept from batch to batch. <b>Thread-safety:</b> none.
 */
public final class SupersededEnds {
    private static final int NONE = -1;

    private final long seed;
    private final long factor;
    /** The last row of a flow, as its number and 1. */
    private int[] slots = new int[0];
    /** For each row the row before of the same flow. */
    private int[] previous = new int[0];

    private boolean[] superseded = new boolean[0];
    private int count;

    /** Makes a finder that has found nothing. */
    public SupersededEnds() {
        SplittableRandom random = new SplittableRandom();
        seed = random.nextLong();
        factor = random.nextLong() | 1;
    }

    /** Looks through a batch, and forgets the one before. */
    public void find(FlowBatch batch) {
        makeRoom(batch.size());
        count = 0;
        for (int row = 0; row < batch.size(); row++) {
            superseded[row] = false;
            previous[row] = NONE;
            if (batch.format(row) == FlowLogFormat.VNET_V4) {
                link(batch, row);
                check(batch, row);
            }
        }
    }

    /** How many were found in the last batch. */
    public int count() {
        return count;
    }

    /** Whether a row of the last batch is a superseded End. */
    public boolean isSuperseded(int row) {
        return superseded[row];
    }

    /** Takes the superseded Ends of the last batch out of a selection of its rows. */
    public void drop(RowSelection rows) {
        if (count > 0) {
            rows.retain(row -> !superseded[row]);
        }
    }

    private void makeRoom(int rows) {
        if (previous.length < rows) {
            previous = new int[rows];
            superseded = new boolean[rows];
            slots = new int[Integer.highestOneBit(Math.max(rows, 1)) * 4];
        } else {
            Arrays.fill(slots, 0);
        }
    }

    private void link(FlowBatch batch, int row) {
        int mask = slots.length - 1;
        int slot = (int) hash(batch, row) & mask;
        while (slots[slot] != 0 && !isSameFlow(batch, slots[slot] - 1, row)) {
            slot = (slot + 1) & mask;
        }
        previous[row] = slots[slot] - 1;
        slots[slot] = row + 1;
    }

    private void check(FlowBatch batch, int end) {
        int begin = previous[end];
        int earlier = begin == NONE ? NONE : previous[begin];
        if (earlier != NONE
                && batch.state(end) == FlowState.END
                && batch.state(begin) == FlowState.BEGIN
                && batch.state(earlier) == FlowState.END
                && batch.time(begin) == batch.time(earlier)
                && batch.time(end) >= batch.time(begin)
                && holdsCounters(batch, end, earlier)) {
            superseded[earlier] = true;
            count++;
        }
    }

    private static boolean holdsCounters(FlowBatch batch, int later, int earlier) {
        return holds(batch.packetsSourceToDestination(later), batch.packetsSourceToDestination(earlier))
                && holds(batch.bytesSourceToDestination(later), batch.bytesSourceToDestination(earlier))
                && holds(batch.packetsDestinationToSource(later), batch.packetsDestinationToSource(earlier))
                && holds(batch.bytesDestinationToSource(later), batch.bytesDestinationToSource(earlier));
    }

    private static boolean holds(long later, long earlier) {
        return earlier != FlowBatch.NOT_MEASURED && later >= earlier;
    }

    private static boolean isSameFlow(FlowBatch batch, int row, int other) {
        return batch.sourcePort(row) == batch.sourcePort(other)
                && batch.destinationPort(row) == batch.destinationPort(other)
                && sourceWord(batch, row) == sourceWord(batch, other)
                && destinationWord(batch, row) == destinationWord(batch, other)
                && batch.isSourceIpv6(row) == batch.isSourceIpv6(other)
                && batch.isDestinationIpv6(row) == batch.isDestinationIpv6(other)
                && (!batch.isSourceIpv6(row) || batch.sourceIpv6High(row) == batch.sourceIpv6High(other))
                && (!batch.isDestinationIpv6(row) || batch.destinationIpv6High(row) == batch.destinationIpv6High(other))
                && batch.protocol(row) == batch.protocol(other)
                && batch.direction(row) == batch.direction(other)
                && batch.recordOffset(row) == batch.recordOffset(other)
                && batch.ruleCode(row) == batch.ruleCode(other)
                && batch.aclIdCode(row) == batch.aclIdCode(other)
                && batch.macCode(row) == batch.macCode(other);
    }

    /** The address, of IPv6 its lower half. */
    private static long sourceWord(FlowBatch batch, int row) {
        return batch.isSourceIpv6(row) ? batch.sourceIpv6Low(row) : batch.sourceIpv4(row);
    }

    private static long destinationWord(FlowBatch batch, int row) {
        return batch.isDestinationIpv6(row) ? batch.destinationIpv6Low(row) : batch.destinationIpv4(row);
    }

    /** Over all that makes a flow: a part left out could be varied at will, and every look-up would pass all of its values. */
    private long hash(FlowBatch batch, int row) {
        long ports = (long) batch.sourcePort(row) << Short.SIZE | batch.destinationPort(row);
        long kind = (long) batch.protocol(row) << 1 | batch.direction(row).ordinal();
        long hash = mix(seed ^ sourceWord(batch, row));
        hash = mix(hash ^ destinationWord(batch, row));
        hash = mix(hash ^ ports ^ kind << Integer.SIZE);
        if (batch.isSourceIpv6(row)) {
            hash = mix(hash ^ batch.sourceIpv6High(row));
        }
        if (batch.isDestinationIpv6(row)) {
            hash = mix(hash ^ batch.destinationIpv6High(row));
        }
        hash = mix(hash ^ ((long) batch.ruleCode(row) << Integer.SIZE | batch.aclIdCode(row)));
        return mix(mix(hash ^ batch.macCode(row)) ^ batch.recordOffset(row));
    }

    /** The most slots that a look-up passes; for tests. */
    int longestProbe() {
        int longest = 0;
        int run = 0;
        for (int slot : slots) {
            run = slot == 0 ? 0 : run + 1;
            longest = Math.max(longest, run);
        }
        return longest;
    }

    private long mix(long value) {
        return value * factor ^ Math.multiplyHigh(value, factor);
    }
}
