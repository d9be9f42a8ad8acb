package io.github.flowlog.adx.duckdb;

import io.github.flowlog.FlowBatch;
import io.github.flowlog.adx.target.FlowRows;
import io.github.flowlog.encode.ColumnType;
import io.github.flowlog.encode.FlowColumn;
import io.github.flowlog.encode.TableSchema;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBTableFunction;
import org.duckdb.DuckDBTableFunctionBindInfo;
import org.duckdb.DuckDBTableFunctionBuilder;
import org.duckdb.DuckDBTableFunctionCallInfo;
import org.duckdb.DuckDBTableFunctionInitInfo;
import org.jspecify.annotations.Nullable;

/**
 * A table function of a connection, whose rows are the flow tuples that are to be inserted.
 *
 * <p>DuckDB's own threads call it: one at a time reads on, all of them write columns and store what is written.
 */
final class FlowRowsFunction implements DuckDBTableFunction<FlowRowsFunction, FlowRowsFunction, FlowChunks> {
    private static final String NAME = "flowlog_rows";

    private @Nullable FlowRows rows;
    private @Nullable Throwable failure;

    private FlowRowsFunction() {}

    /** Makes the function known to a connection; it stays as long as the database is open, and is not stored. */
    static FlowRowsFunction register(Connection connection) throws SQLException {
        FlowRowsFunction function = new FlowRowsFunction();
        try (DuckDBTableFunctionBuilder builder = DuckDBFunctions.tableFunction()) {
            builder.withName(NAME).withFunction(function).register(connection);
        }
        return function;
    }

    /**
     * Inserts all rows in one statement, and returns how many.
     *
     * @throws SQLException when DuckDB fails; a failure of the rows passes as it is
     */
    long insertAll(FlowRows from, String batchId, Statement statement) throws SQLException {
        begin(from);
        try {
            return statement.executeLargeUpdate("INSERT INTO " + DuckDbTables.name(TableSchema.FLOW_LOGS) + " SELECT "
                    + expressions(batchId) + " FROM " + NAME + "()");
        } catch (SQLException failed) {
            rethrowFailure(failed);
            throw failed;
        } finally {
            end();
        }
    }

    private synchronized void begin(FlowRows from) {
        rows = from;
        failure = null;
    }

    private synchronized void end() {
        rows = null;
    }

    /** DuckDB hands on only the text of what was thrown in its threads. */
    private synchronized void rethrowFailure(SQLException told) {
        if (failure instanceof RuntimeException unchecked) {
            unchecked.addSuppressed(told);
            throw unchecked;
        }
        if (failure instanceof Error error) {
            error.addSuppressed(told);
            throw error;
        }
    }

    /** The writable vectors take plain numbers where a column is a time, and the batch id is the same in all rows. */
    private static String expressions(String batchId) {
        return Arrays.stream(FlowColumn.values())
                .map(column -> expression(column, batchId))
                .collect(Collectors.joining(", "));
    }

    private static String expression(FlowColumn column, String batchId) {
        if (column == FlowColumn.BATCH_ID) {
            return DuckDbTables.literal(batchId);
        }
        String name = DuckDbTables.quoted(column.columnName());
        return switch (column.type()) {
            case TIME -> "make_timestamp_ms(" + name + ")";
            case PRECISE_TIME -> "make_timestamp_ns(" + name + ")";
            case STRING, INT, LONG -> name;
        };
    }

    private static DuckDBColumnType vectorType(ColumnType type) {
        return switch (type) {
            case STRING -> DuckDBColumnType.VARCHAR;
            case INT -> DuckDBColumnType.INTEGER;
            case LONG, TIME, PRECISE_TIME -> DuckDBColumnType.BIGINT;
        };
    }

    @Override
    public FlowRowsFunction bind(DuckDBTableFunctionBindInfo info) {
        for (FlowColumn column : FlowChunks.COLUMNS) {
            info.addResultColumn(column.columnName(), vectorType(column.type()));
        }
        return this;
    }

    @Override
    public FlowRowsFunction init(DuckDBTableFunctionInitInfo info) {
        info.setMaxThreads(Runtime.getRuntime().availableProcessors());
        return this;
    }

    @Override
    public FlowChunks localInit(DuckDBTableFunctionInitInfo info) {
        return new FlowChunks();
    }

    @Override
    public long apply(DuckDBTableFunctionCallInfo info, DuckDBDataChunkWriter out) {
        FlowChunks chunks = info.getLocalInitData();
        if (chunks.isAtEnd() && !fill(chunks)) {
            return 0;
        }
        return chunks.writeNext(out);
    }

    private synchronized boolean fill(FlowChunks chunks) {
        FlowRows from = rows;
        if (from == null) {
            return false;
        }
        try {
            FlowBatch columns = chunks.columns(from);
            String sourceId = from.nextOrNull(columns, chunks.selected());
            if (sourceId == null) {
                rows = null;
                return false;
            }
            chunks.begin(sourceId);
            return true;
        } catch (RuntimeException | Error failed) {
            rows = null;
            failure = failed;
            throw failed;
        }
    }
}
