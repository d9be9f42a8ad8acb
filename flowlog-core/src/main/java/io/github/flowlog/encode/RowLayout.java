package io.github.flowlog.encode;

import io.github.flowlog.FlowBatch;
import java.util.ArrayList;
import java.util.List;

/**
 * The bytes of a row as a sequence: gap, own value, gap, own value, ..., gap.
 *
 * <p>An own value is one of a column that differs from row to row. All else between two of them - separators, names, and
 * the values that rows share - is one gap, put together once for a group of rows and copied into each.
 */
final class RowLayout {
    private final FlowColumn[] ownColumns;
    private final List<Gap> gaps = new ArrayList<>();

    RowLayout(RowSyntax syntax, List<FlowColumn> columns) {
        List<FlowColumn> own = new ArrayList<>();
        Gap gap = new Gap();
        for (int index = 0; index < columns.size(); index++) {
            FlowColumn column = columns.get(index);
            gap.literals.add(syntax.before(columns, index));
            if (column.isShared()) {
                gap.columns.add(column);
            } else {
                own.add(column);
                gaps.add(gap);
                gap = new Gap();
            }
        }
        gap.literals.add(syntax.before(columns, columns.size()));
        gaps.add(gap);
        ownColumns = own.toArray(FlowColumn[]::new);
    }

    /** The columns whose values differ from row to row. */
    FlowColumn[] ownColumns() {
        return ownColumns;
    }

    /** The gaps, one more than own columns. */
    Bytes[] gaps() {
        return gaps.stream().map(gap -> gap.bytes).toArray(Bytes[]::new);
    }

    /** Puts the gaps together for the group of rows that {@code values} stands at; returns their length in all. */
    int fillGaps(SharedValues values, FlowBatch batch) {
        int length = 0;
        for (int index = 0; index < gaps.size(); index++) {
            Gap gap = gaps.get(index);
            gap.fill(values, batch);
            length = Math.addExact(length, gap.bytes.size);
        }
        return length;
    }

    /** Literals and shared columns in turn: the first literal, the first column, the second literal and so on. */
    private static final class Gap {
        final List<byte[]> literals = new ArrayList<>();
        final List<FlowColumn> columns = new ArrayList<>();
        final Bytes bytes = new Bytes();

        void fill(SharedValues values, FlowBatch batch) {
            if (columns.isEmpty() && bytes.size > 0) {
                return; // literals alone never change
            }
            bytes.clear();
            for (int index = 0; index < literals.size(); index++) {
                bytes.add(literals.get(index));
                if (index < columns.size()) {
                    values.append(columns.get(index), batch, bytes);
                }
            }
        }
    }
}
