package io.github.flowlog.adx.cli.flows;

import io.github.flowlog.FlowBatch;
import io.github.flowlog.RowSelection;
import io.github.flowlog.adx.cli.text.FlowTimeText;
import io.github.flowlog.adx.cli.text.TerminalText;
import io.github.flowlog.net.NamedNetworks;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which columns a table of flows has, and how wide.
 *
 * <p>Fixed from the first rows, because the table is printed as the log is read. What does not fit is given up in the
 * order of {@link #STEPS}: addresses and decision last, and rule before them. An address is cut in its middle, because a
 * cut IPv6 address with its rule tells more than a whole one without.
 */
final class FlowTableLayout {
    private static final int SAMPLE_ROWS = 1_000;
    private static final int IPV4_ENDPOINT = 21;
    private static final int SHORT_ENDPOINT = 22;
    private static final int COUNTERS = 11;

    private interface Step {
        void apply(FlowTableLayout layout, int excess);
    }

    private static final List<Step> STEPS = List.of(
            cutTime(FlowTimeText.SECONDS),
            cut(FlowField.ACL, 16),
            cut(FlowField.RULE, 26),
            drop(FlowField.MAC),
            drop(FlowField.PACKETS),
            cut(FlowField.SRCNET, 16),
            cut(FlowField.DSTNET, 16),
            drop(FlowField.STATE),
            drop(FlowField.ACL),
            drop(FlowField.BYTES),
            cutTime(FlowTimeText.WITHOUT_YEAR),
            cutEndpointsToSample(),
            cut(FlowField.RULE, 12),
            cut(FlowField.SRCNET, 8),
            cut(FlowField.DSTNET, 8),
            cutTime(FlowTimeText.TIME_OF_DAY),
            drop(FlowField.PROTO),
            (layout, excess) -> layout.shortenEndpoints(excess, SHORT_ENDPOINT),
            drop(FlowField.SRCNET),
            drop(FlowField.DSTNET),
            drop(FlowField.RULE),
            drop(FlowField.DIR),
            drop(FlowField.TIME),
            (layout, excess) -> layout.shortenEndpoints(excess, 1));

    /** Chosen columns stay, however little of them is left. */
    private static final List<Step> STEPS_OF_CHOSEN = List.of(
            cutTime(FlowTimeText.SECONDS),
            cutEndpointsToSample(),
            cutTime(FlowTimeText.WITHOUT_YEAR),
            shortenTexts(12, false),
            cutTime(FlowTimeText.TIME_OF_DAY),
            shortenTexts(12, true),
            shortenTexts(4, true));

    private final Map<FlowField, Integer> widths = new LinkedHashMap<>();
    private final Map<FlowField, Integer> sampled = new EnumMap<>(FlowField.class);
    private FlowTimeText time;

    private FlowTableLayout(FlowBatch sample, RowSelection rows, NamedNetworks networks, List<FlowField> fields) {
        this.time = FlowTimeText.SECONDS;
        for (int i = 0; i < Math.min(rows.size(), SAMPLE_ROWS); i++) {
            int row = rows.row(i);
            if (sample.time(row) % 1000 != 0) {
                time = FlowTimeText.MILLISECONDS;
            }
            for (FlowField field : fields) {
                sampled.merge(field, TerminalText.width(field.text(sample, row, networks)), Math::max);
            }
        }
        for (FlowField field : fields) {
            int needed = field == FlowField.TIME ? time.width() : wanted(field);
            widths.put(field, Math.max(field.heading().length(), needed));
        }
    }

    /** Lays out a table by its first rows; columns that a person chose are not given up. */
    static FlowTableLayout fit(
            FlowBatch sample,
            RowSelection rows,
            int width,
            NamedNetworks networks,
            List<FlowField> fields,
            boolean chosen) {
        FlowTableLayout layout = new FlowTableLayout(sample, rows, networks, fields);
        for (Step step : chosen ? STEPS_OF_CHOSEN : STEPS) {
            int excess = layout.excess(width);
            if (excess <= 0) {
                break;
            }
            step.apply(layout, excess);
        }
        layout.widen(FlowField.RULE, width);
        layout.widen(FlowField.ACL, width);
        return layout;
    }

    private int wanted(FlowField field) {
        int seen = sampled.getOrDefault(field, 0);
        return switch (field) {
            case SOURCE, DESTINATION -> Math.max(seen, IPV4_ENDPOINT);
            case PACKETS, BYTES -> Math.max(seen, COUNTERS);
            case STATUS, STATE -> Math.max(seen, "allow".length());
            default -> seen;
        };
    }

    private int excess(int width) {
        int total = widths.size() - 1;
        for (int column : widths.values()) {
            total += column;
        }
        return total - width;
    }

    private static Step drop(FlowField field) {
        return (layout, excess) -> layout.widths.remove(field);
    }

    private static Step cut(FlowField field, int width) {
        return (layout, excess) -> layout.widths.computeIfPresent(field, (key, now) -> Math.min(now, width));
    }

    private static Step cutTime(FlowTimeText shorter) {
        return (layout, excess) -> {
            layout.time = shorter;
            layout.widths.computeIfPresent(FlowField.TIME, (key, now) -> shorter.width());
        };
    }

    private static Step cutEndpointsToSample() {
        return (layout, excess) -> {
            for (FlowField field : List.of(FlowField.SOURCE, FlowField.DESTINATION)) {
                int seen = layout.sampled.getOrDefault(field, 0);
                layout.widths.computeIfPresent(
                        field, (key, now) -> Math.max(field.heading().length(), seen));
            }
        };
    }

    /** Takes from the widest text first, down to a width. */
    private static Step shortenTexts(int least, boolean endpointsToo) {
        return (layout, excess) -> {
            for (int left = excess; left > 0; left--) {
                FlowField widest = null;
                for (FlowField field : layout.widths.keySet()) {
                    boolean text = field != FlowField.TIME
                            && !field.isNumber()
                            && (endpointsToo || !field.isEndpoint())
                            && layout.width(field) > least;
                    if (text && (widest == null || layout.width(field) > layout.width(widest))) {
                        widest = field;
                    }
                }
                if (widest == null) {
                    return;
                }
                layout.widths.merge(widest, -1, Integer::sum);
            }
        };
    }

    /** Takes from the wider endpoint first, down to a width. */
    private void shortenEndpoints(int excess, int least) {
        int source = width(FlowField.SOURCE);
        int destination = width(FlowField.DESTINATION);
        for (int left = excess; left > 0 && Math.max(source, destination) > least; left--) {
            if (source > destination) {
                source--;
            } else {
                destination--;
            }
        }
        widths.put(FlowField.SOURCE, source);
        widths.put(FlowField.DESTINATION, destination);
    }

    /** Gives a column that was cut the room that is left. */
    private void widen(FlowField field, int width) {
        int room = -excess(width);
        if (room > 0) {
            int wanted = sampled.getOrDefault(field, 0);
            widths.computeIfPresent(field, (key, now) -> Math.max(now, Math.min(wanted, now + room)));
        }
    }

    /** The columns from left to right. */
    Iterable<FlowField> fields() {
        return widths.keySet();
    }

    int width(FlowField field) {
        return widths.getOrDefault(field, 0);
    }

    FlowTimeText time() {
        return time;
    }
}
