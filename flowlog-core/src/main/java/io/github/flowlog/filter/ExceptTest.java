package io.github.flowlog.filter;

import io.github.flowlog.FlowBatch;

/** Rows that fail one part at least: all rows without those that pass every part. Of opposites that is {@code or}. */
final class ExceptTest extends RowTest {
    private static final int NO_ROW = -1;

    private final AllTest parts;
    private int[] passing = new int[1];

    ExceptTest(RowTest[] parts) {
        this.parts = new AllTest(parts);
    }

    @Override
    int narrow(FlowBatch batch, int[] rows, int size) {
        if (passing.length <= size) {
            passing = new int[Math.max(size + 1, batch.size() + 1)];
        }
        System.arraycopy(rows, 0, passing, 0, size);
        int passed = parts.narrow(batch, passing, size);
        passing[passed] = NO_ROW;
        int kept = 0;
        int next = 0;
        for (int at = 0; at < size; at++) {
            int row = rows[at];
            int hit = passing[next] == row ? 1 : 0;
            rows[kept] = row;
            kept += 1 - hit;
            next += hit;
        }
        return kept;
    }
}
