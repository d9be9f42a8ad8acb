package io.github.flowlog.bench;

import io.github.flowlog.FlowBatch;
import io.github.flowlog.FlowLogReader;
import io.github.flowlog.IpProtocol;
import io.github.flowlog.encode.ColumnType;
import io.github.flowlog.encode.FlowColumn;
import io.github.flowlog.encode.FlowLogResource;
import io.github.flowlog.encode.TableColumn;
import io.github.flowlog.encode.TableSchema;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * One way to get a log into a DuckDB file, in a process of its own; {@link LoadComparison} starts it.
 *
 * <p>All ways fill the same typed columns in one transaction and leave a checkpointed file. {@code json} is DuckDB alone and
 * leaves out what SQL cannot compute: keys, identity and the ids of source and batch.
 */
public final class DuckDbContender {
    /** Made from the log: what DuckDB's own SQL can fill. */
    private static final List<TableColumn> FROM_SQL =
            TableSchema.FLOW_LOGS.columns().subList(0, FlowColumn.RECORD_TIME.ordinal() + 1);

    /** A file is one document, so this must hold it whole. */
    private static final long LARGEST_DOCUMENT = 2_000_000_000L;

    /** The records, flows, groups and tuples of a version 4 log, unnested one level a step. */
    private static final String FROM_JSON = """
            WITH records AS (SELECT unnest(records) AS r FROM read_json('%s', maximum_object_size = %d, columns = {records:
                'STRUCT("time" VARCHAR, macAddress VARCHAR, targetResourceID VARCHAR, flowLogVersion INTEGER, flowRecords
                STRUCT(flows STRUCT(aclID VARCHAR, flowGroups STRUCT(rule VARCHAR, flowTuples VARCHAR[])[])[]))[]'})),
            flows AS (SELECT r."time" AS t, r.macAddress AS mac, string_split(r.targetResourceID, '/')[-1] AS resource,
                r.flowLogVersion AS version, unnest(r.flowRecords.flows) AS f FROM records),
            groups AS (SELECT t, mac, resource, version, string_split(f.aclID, '/')[-1] AS acl, unnest(f.flowGroups) AS g FROM flows),
            tuples AS (SELECT t, mac, resource, version, acl, g.rule AS rule, string_split(unnest(g.flowTuples), ',') AS x
                FROM groups)
            SELECT make_timestamp_ms(x[1]::BIGINT), x[2], x[3], x[4]::INTEGER, x[5]::INTEGER,
                CASE x[6] WHEN '6' THEN 'TCP' WHEN '17' THEN 'UDP' WHEN '1' THEN 'ICMP' ELSE x[6] END,
                CASE x[7] WHEN 'I' THEN 'Inbound' WHEN 'O' THEN 'Outbound' END,
                CASE x[8] WHEN 'D' THEN 'Denied' ELSE 'Allowed' END,
                CASE x[8] WHEN 'B' THEN 'Begin' WHEN 'C' THEN 'Continue' WHEN 'E' THEN 'End' WHEN 'D' THEN 'Deny' END,
                x[9], x[10]::BIGINT, x[11]::BIGINT, x[12]::BIGINT, x[13]::BIGINT,
                CASE WHEN %s THEN 'PrivateTo' ELSE 'PublicTo' END || CASE WHEN %s THEN 'Private' ELSE 'Public' END,
                rule, acl, mac, resource, version, t::TIMESTAMP_NS
            FROM tuples
            """;

    /** RFC 1918 or fc00::/7, by the text. */
    private static final String PRIVATE = """
            (starts_with(%1$s, '10.') OR starts_with(%1$s, '192.168.') OR starts_with(%1$s, 'fc') OR starts_with(%1$s, 'fd')
                OR (starts_with(%1$s, '172.') AND split_part(%1$s, '.', 2)::INTEGER BETWEEN 16 AND 31))""";

    private DuckDbContender() {}

    /** Takes the way, the file to read, the database to fill, the number of threads and the memory limit. */
    public static void main(String[] args) throws SQLException, IOException {
        Properties settings = new Properties();
        settings.setProperty("preserve_insertion_order", "false");
        settings.setProperty("threads", args[3]);
        settings.setProperty("memory_limit", args[4]);
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + args[2], settings);
                Statement statement = connection.createStatement()) {
            if (args[0].equals("check")) {
                System.out.println(check(statement));
                return;
            }
            fill(args[0], Path.of(args[1]), connection, statement);
        }
    }

    private static void fill(String way, Path from, Connection connection, Statement statement)
            throws SQLException, IOException {
        statement.execute(create(way.equals("json") ? FROM_SQL : TableSchema.FLOW_LOGS.columns()));
        connection.setAutoCommit(false);
        switch (way) {
            case "csv" -> statement.execute("INSERT INTO FlowLogs FROM " + csv(from));
            case "json" -> statement.execute("INSERT INTO FlowLogs " + json(from));
            case "appender" -> append(from, connection.unwrap(DuckDBConnection.class));
            default -> throw new IllegalArgumentException("no way called " + way);
        }
        connection.commit();
        connection.setAutoCommit(true);
        statement.execute("CHECKPOINT");
    }

    private static String create(List<TableColumn> columns) {
        return columns.stream()
                .map(column -> column.columnName() + " " + column.duckDbType() + (column.nullable() ? "" : " NOT NULL"))
                .collect(Collectors.joining(", ", "CREATE TABLE FlowLogs (", ")"));
    }

    private static String csv(Path from) {
        String columns = TableSchema.FLOW_LOGS.columns().stream()
                .map(column -> "'" + column.columnName() + "': '" + column.duckDbType() + "'")
                .collect(Collectors.joining(", ", "{", "}"));
        String texts = TableSchema.FLOW_LOGS.columns().stream()
                .filter(column -> column.type() == ColumnType.STRING)
                .map(column -> "'" + column.columnName() + "'")
                .collect(Collectors.joining(", ", "[", "]"));
        return "read_csv('" + from + "', header = true, auto_detect = false, delim = ',', quote = '\"', escape = '\"', "
                + "new_line = '\\n', nullstr = '', strict_mode = true, columns = " + columns + ", force_not_null = "
                + texts + ")";
    }

    private static String json(Path from) {
        return FROM_JSON.formatted(from, LARGEST_DOCUMENT, PRIVATE.formatted("x[2]"), PRIVATE.formatted("x[3]"));
    }

    private static void append(Path from, DuckDBConnection connection) throws SQLException, IOException {
        FlowBatch batch = FlowBatch.create();
        try (FlowLogReader reader = FlowLogReader.open(from);
                DuckDBAppender rows = connection.createAppender("FlowLogs")) {
            while (reader.next(batch)) {
                FlowLogResource[] resources = new FlowLogResource[batch.dictionarySize()];
                for (int row = 0; row < batch.size(); row++) {
                    append(batch, row, resources, rows);
                }
            }
        }
    }

    private static void append(FlowBatch batch, int row, FlowLogResource[] resources, DuckDBAppender rows)
            throws SQLException {
        FlowLogResource resource = resource(batch, batch.resourceIdCode(row), resources);
        boolean hasAcl = FlowLogResource.isResourceId(batch.aclId(row));
        FlowLogResource acl = resource(batch, batch.aclIdCode(row), resources);
        rows.beginRow()
                .appendEpochMicros(batch.time(row) * 1_000)
                .append(batch.source(row))
                .append(batch.destination(row))
                .append(batch.sourcePort(row))
                .append(batch.destinationPort(row))
                .append(IpProtocol.keyword(batch.protocol(row)))
                .append(batch.direction(row).text())
                .append(batch.decision(row).text())
                .append(batch.state(row).text())
                .append(batch.encryption(row));
        append(batch.packetsSourceToDestination(row), rows);
        append(batch.bytesSourceToDestination(row), rows);
        append(batch.packetsDestinationToSource(row), rows);
        append(batch.bytesDestinationToSource(row), rows);
        rows.append(batch.type(row).text())
                .append(batch.rule(row))
                .append(hasAcl ? acl.name() : batch.aclId(row))
                .append(batch.mac(row))
                .append(resource.name())
                .append(batch.format(row).version())
                .appendEpochNanos(batch.recordTime(row) * 100)
                .append(resource.key())
                .append(hasAcl ? acl.key() : "")
                .append("0123456789abcdef")
                .append(batch.recordOffset(row))
                .append(batch.tupleIndex(row))
                .append("")
                .endRow();
    }

    private static void append(long counter, DuckDBAppender rows) throws SQLException {
        if (counter == FlowBatch.NOT_MEASURED) {
            rows.appendNull();
        } else {
            rows.append(counter);
        }
    }

    private static FlowLogResource resource(FlowBatch batch, int code, FlowLogResource[] resources) {
        if (resources[code] == null) {
            resources[code] = FlowLogResource.of(batch.text(code));
        }
        return resources[code];
    }

    /** Rows, the sum of each number and time, and the sum of a hash of all texts of a row, for the columns of all ways. */
    private static String check(Statement statement) throws SQLException {
        String sums = FROM_SQL.stream()
                .filter(column -> column.type() != ColumnType.STRING)
                .map(column -> switch (column.type()) {
                    case TIME -> "sum(epoch_ms(" + column.columnName() + ")::HUGEINT)";
                    case PRECISE_TIME -> "sum(epoch_ns(" + column.columnName() + ")::HUGEINT)";
                    default -> "sum(" + column.columnName() + "::HUGEINT)";
                })
                .collect(Collectors.joining(", "));
        String texts = FROM_SQL.stream()
                .filter(column -> column.type() == ColumnType.STRING)
                .map(TableColumn::columnName)
                .collect(Collectors.joining(", "));
        String query = "SELECT count(*), " + sums + ", sum(hash(" + texts + ")::HUGEINT) FROM FlowLogs";
        try (ResultSet row = statement.executeQuery(query)) {
            row.next();
            ResultSetMetaData columns = row.getMetaData();
            String[] values = new String[columns.getColumnCount()];
            for (int index = 0; index < values.length; index++) {
                values[index] = String.valueOf(row.getObject(index + 1));
            }
            return Arrays.toString(values);
        }
    }
}
