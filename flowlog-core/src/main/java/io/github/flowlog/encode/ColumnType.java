package io.github.flowlog.encode;

/** What a column holds, with the name of its type in each database. */
public enum ColumnType {
    /** A point in time to the millisecond, UTC. */
    TIME("datetime", "TIMESTAMP"),
    /** A point in time to 100 ns, UTC. */
    PRECISE_TIME("datetime", "TIMESTAMP_NS"),
    /** Text; absent text is empty. */
    STRING("string", "VARCHAR"),
    /** A signed number of 32 bits. */
    INT("int", "INTEGER"),
    /** A signed number of 64 bits. */
    LONG("long", "BIGINT");

    private final String adxType;
    private final String duckDbType;

    ColumnType(String adxType, String duckDbType) {
        this.adxType = adxType;
        this.duckDbType = duckDbType;
    }

    /** The scalar type in Azure Data Explorer. */
    public String adxType() {
        return adxType;
    }

    /** The SQL type in DuckDB. */
    public String duckDbType() {
        return duckDbType;
    }

    /** Whether JSON writes a value of this type as a number; any other is a string. */
    boolean isNumber() {
        return this == INT || this == LONG;
    }
}
