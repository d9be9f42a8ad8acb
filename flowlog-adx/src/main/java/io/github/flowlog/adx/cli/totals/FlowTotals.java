package io.github.flowlog.adx.cli.totals;

import io.github.flowlog.Decision;
import io.github.flowlog.Direction;
import io.github.flowlog.FlowBatch;
import io.github.flowlog.FlowLogFormat;
import io.github.flowlog.FlowState;
import io.github.flowlog.FlowType;
import io.github.flowlog.IpProtocol;
import io.github.flowlog.RowSelection;
import io.github.flowlog.adx.cli.input.FlowSink;
import io.github.flowlog.adx.cli.input.ScanTotals;
import io.github.flowlog.adx.cli.input.ScannedSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Counts flows and adds up their counters.
 *
 * <p>A counter holds what came since the flow's last update, so those of C and E tuples add up; B tuples count nothing.
 */
final class FlowTotals implements FlowSink {
    private static final int PROTOCOLS = 256;

    private final long[] formats = new long[FlowLogFormat.values().length];
    private final long[] directions = new long[Direction.values().length];
    private final long[] decisions = new long[Decision.values().length];
    private final long[] states = new long[FlowState.values().length];
    private final long[] types = new long[FlowType.values().length];
    private final long[] protocols = new long[PROTOCOLS];
    private final Set<String> resources = new HashSet<>();
    private final Set<String> macs = new HashSet<>();
    private final Set<String> rules = new HashSet<>();
    private final LoggedHours hours = new LoggedHours();
    private long tuples;
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;
    private long packetsSent;
    private long bytesSent;
    private long packetsReceived;
    private long bytesReceived;
    private long withoutCounters;

    @Override
    public void write(ScannedSource source, FlowBatch batch, RowSelection rows) {
        for (int i = 0; i < rows.size(); i++) {
            int row = rows.row(i);
            countValues(batch, row);
            addCounters(batch, row);
            if (i == 0 || !sameNames(batch, row, rows.row(i - 1))) {
                addNames(batch, row);
            }
        }
        tuples += rows.size();
    }

    private void countValues(FlowBatch batch, int row) {
        long time = batch.time(row);
        first = Math.min(first, time);
        last = Math.max(last, time);
        hours.add(time);
        formats[batch.format(row).ordinal()]++;
        directions[batch.direction(row).ordinal()]++;
        decisions[batch.decision(row).ordinal()]++;
        states[batch.state(row).ordinal()]++;
        types[batch.type(row).ordinal()]++;
        protocols[batch.protocol(row)]++;
    }

    private void addCounters(FlowBatch batch, int row) {
        long sent = batch.packetsSourceToDestination(row);
        long sentBytes = batch.bytesSourceToDestination(row);
        long received = batch.packetsDestinationToSource(row);
        long receivedBytes = batch.bytesDestinationToSource(row);
        if (isAbsent(sent) && isAbsent(sentBytes) && isAbsent(received) && isAbsent(receivedBytes)) {
            withoutCounters++;
            return;
        }
        packetsSent = sum(packetsSent, sent);
        bytesSent = sum(bytesSent, sentBytes);
        packetsReceived = sum(packetsReceived, received);
        bytesReceived = sum(bytesReceived, receivedBytes);
    }

    private static boolean isAbsent(long counter) {
        return counter == FlowBatch.NOT_MEASURED;
    }

    /** A sum that does not fit stays at the highest number. */
    private static long sum(long sum, long counter) {
        long added = sum + (isAbsent(counter) ? 0 : counter);
        return added < 0 ? Long.MAX_VALUE : added;
    }

    /** Rows of one group of tuples share their names, so most rows need no look at the sets. */
    private static boolean sameNames(FlowBatch batch, int row, int before) {
        return batch.ruleCode(row) == batch.ruleCode(before)
                && batch.macCode(row) == batch.macCode(before)
                && batch.resourceIdCode(row) == batch.resourceIdCode(before);
    }

    private void addNames(FlowBatch batch, int row) {
        resources.add(batch.resourceId(row));
        macs.add(batch.mac(row));
        rules.add(batch.rule(row));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}

    /** All totals in the order in which they are read; superseded Ends are counted by who drops them. */
    List<Total> totals(ScanTotals scan, long supersededEnds) {
        List<Total> totals = new ArrayList<>();
        totals.add(Total.number("read", "files", scan.files()));
        totals.add(Total.number("read", "bytes", scan.bytes()));
        totals.add(Total.number("read", "records", scan.records()));
        totals.add(Total.number("read", "tuples", scan.tuples()));
        totals.add(Total.number("read", "tuples matched", tuples));
        totals.add(Total.time("time", "first", first));
        totals.add(Total.time("time", "last", last));
        hours.addTo(totals);
        for (FlowLogFormat format : FlowLogFormat.values()) {
            addShare(totals, "version", Integer.toString(format.version()), formats[format.ordinal()]);
        }
        for (Direction direction : Direction.values()) {
            addShare(totals, "direction", direction.text(), directions[direction.ordinal()]);
        }
        for (Decision decision : Decision.values()) {
            addShare(totals, "decision", decision.text(), decisions[decision.ordinal()]);
        }
        for (FlowState state : FlowState.values()) {
            addShare(totals, "state", state == FlowState.NONE ? "not logged" : state.text(), states[state.ordinal()]);
        }
        for (int protocol = 0; protocol < PROTOCOLS; protocol++) {
            addShare(totals, "protocol", IpProtocol.keyword(protocol), protocols[protocol]);
        }
        for (FlowType type : FlowType.values()) {
            addShare(totals, "type", type.text(), types[type.ordinal()]);
        }
        totals.add(Total.number("distinct", "resources", withoutEmpty(resources)));
        totals.add(Total.number("distinct", "MAC addresses", withoutEmpty(macs)));
        totals.add(Total.number("distinct", "rules", withoutEmpty(rules)));
        addCounterTotals(totals, supersededEnds);
        totals.add(Total.number("quality", "skipped tuples", scan.skippedTuples()));
        totals.add(Total.number("quality", "skipped records", scan.skippedRecords()));
        totals.add(Total.number("quality", "documents given up", scan.endedDocuments()));
        totals.add(Total.number("quality", "unread bytes", scan.unreadBytes()));
        return totals;
    }

    private void addCounterTotals(List<Total> totals, long supersededEnds) {
        boolean any = tuples > withoutCounters;
        totals.add(Total.counter("counters", "packets source to destination", packetsSent, any));
        totals.add(Total.counter("counters", "bytes source to destination", bytesSent, any));
        totals.add(Total.counter("counters", "packets destination to source", packetsReceived, any));
        totals.add(Total.counter("counters", "bytes destination to source", bytesReceived, any));
        addShare(totals, "counters", "tuples without counters", withoutCounters);
        totals.add(Total.number("counters", "superseded Ends", supersededEnds));
    }

    private void addShare(List<Total> totals, String group, String key, long count) {
        if (count > 0) {
            totals.add(Total.share(group, key, count, tuples));
        }
    }

    private static long withoutEmpty(Set<String> names) {
        return names.contains("") ? names.size() - 1L : names.size();
    }
}
