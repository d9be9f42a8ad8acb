package io.github.flowlog.encode;

import java.util.List;

/** What differs between the formats: what stands around the values, what a null looks like, and how text is escaped. */
interface RowSyntax {
    /** The bytes before the value of column {@code index}; with the number of columns, those behind the last value. */
    byte[] before(List<FlowColumn> columns, int index);

    /** Whether a row is what {@link CsvRow} writes when all columns are chosen. */
    boolean isCsv();

    /** A counter that was not measured. */
    byte[] notMeasured();

    /** Adds text that may hold anything. */
    void append(String text, Bytes to);
}
