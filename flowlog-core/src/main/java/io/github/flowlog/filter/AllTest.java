package io.github.flowlog.filter;

import io.github.flowlog.FlowBatch;

/** Rows that pass every part; no part sees a row that an earlier one refused. */
final class AllTest extends RowTest {
    private final RowTest[] parts;

    AllTest(RowTest[] parts) {
        this.parts = parts;
    }

    @Override
    int narrow(FlowBatch batch, int[] rows, int size) {
        int kept = size;
        for (int part = 0; part < parts.length && kept > 0; part++) {
            kept = parts[part].narrow(batch, rows, kept);
        }
        return kept;
    }
}
