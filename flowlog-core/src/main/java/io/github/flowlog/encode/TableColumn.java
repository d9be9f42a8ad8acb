package io.github.flowlog.encode;

/** One column of one of the tables in {@link TableSchema}. */
public sealed interface TableColumn permits FlowColumn, ResourceColumn, SourceColumn {
    /** The name in tables, in the CSV header and as a JSON key. */
    String columnName();

    /** The position in a row, from 0; also the ordinal of a CSV mapping. */
    int ordinal();

    /** What the column holds. */
    ColumnType type();

    /** Whether a row may have no value here; a string column has an empty string instead. */
    boolean nullable();

    /** What the column means, in one sentence without markup. */
    String description();

    /** The scalar type in Azure Data Explorer. */
    default String adxType() {
        return type().adxType();
    }

    /** The SQL type in DuckDB. */
    default String duckDbType() {
        return type().duckDbType();
    }
}
