package io.github.flowlog.adx.setup;

import io.github.flowlog.adx.kusto.Cluster;
import io.github.flowlog.adx.kusto.ClusterException;
import io.github.flowlog.adx.kusto.CsvMapping;
import io.github.flowlog.adx.kusto.KustoRows;
import io.github.flowlog.encode.TableColumn;
import io.github.flowlog.encode.TableSchema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A table as it is in a database, beside the one that its schema asks for. */
final class ExistingTable {
    private final Cluster cluster;
    private final TableSchema schema;
    private final String name;
    private final List<Column> columns;

    private ExistingTable(Cluster cluster, TableSchema schema, String name, List<Column> columns) {
        this.cluster = cluster;
        this.schema = schema;
        this.name = name;
        this.columns = List.copyOf(columns);
    }

    /** Reads the columns of a table; null when the database has no table of the name. */
    static @Nullable ExistingTable read(Cluster cluster, TableSchema schema, String name) throws ClusterException {
        if (!names(cluster).contains(name)) {
            return null;
        }
        KustoRows rows = cluster.manage(".show table " + KqlName.of(name) + " cslschema");
        List<Column> columns = new ArrayList<>();
        for (int row = 0; row < rows.size(); row++) {
            columns.addAll(columns(rows.text(row, "Schema")));
        }
        return new ExistingTable(cluster, schema, name, columns);
    }

    private static Set<String> names(Cluster cluster) throws ClusterException {
        KustoRows rows = cluster.manage(".show tables");
        Set<String> names = new HashSet<>();
        for (int row = 0; row < rows.size(); row++) {
            names.add(rows.text(row, "TableName"));
        }
        return names;
    }

    /** Names may be quoted and hold what parts columns; none of ours does, and other columns matter only by their place. */
    private static List<Column> columns(String schema) {
        List<Column> columns = new ArrayList<>();
        for (String column : schema.split(",", -1)) {
            int colon = column.lastIndexOf(':');
            if (colon > 0) {
                columns.add(new Column(
                        unquoted(column.substring(0, colon).trim()),
                        column.substring(colon + 1).trim()));
            }
        }
        return columns;
    }

    private static String unquoted(String name) {
        return name.startsWith("['") && name.endsWith("']") ? name.substring(2, name.length() - 2) : name;
    }

    /** Columns that the schema has behind the last one of the table. */
    List<TableColumn> missingColumns() {
        return columns.size() >= schema.columns().size()
                ? List.of()
                : schema.columns().subList(columns.size(), schema.columns().size());
    }

    /** Why the table cannot become what the schema asks for by appending columns; empty when it can. */
    String conflict() {
        for (int i = 0; i < Math.min(columns.size(), schema.columns().size()); i++) {
            TableColumn expected = schema.columns().get(i);
            Column found = columns.get(i);
            if (!found.name().equals(expected.columnName())) {
                return "column " + (i + 1) + " of table " + name + " is " + found.name() + " and has to be "
                        + expected.columnName() + elsewhere();
            }
            if (!found.type().equals(expected.adxType())) {
                return "column " + found.name() + " of table " + name + " is " + found.type() + " and has to be "
                        + expected.adxType() + elsewhere();
            }
        }
        return "";
    }

    private String elsewhere() {
        return "; name another table behind the database in --to, or move this one away with: .rename table "
                + KqlName.of(name) + " to " + KqlName.of(name + "_before");
    }

    /** Whether the mapping that the loader names is there and leads each field to its column. */
    boolean hasMapping() throws ClusterException {
        KustoRows rows = cluster.manage(".show table " + KqlName.of(name) + " ingestion csv mappings");
        for (int row = 0; row < rows.size(); row++) {
            if (rows.text(row, "Name").equals(CsvMapping.NAME)) {
                return mapped(rows.text(row, "Mapping")).equals(expectedMapping());
            }
        }
        return false;
    }

    private static List<String> mapped(String json) {
        List<String> fields = new ArrayList<>();
        for (Object field : PolicyJson.elements(PolicyJson.read(json))) {
            String column = PolicyJson.text(field, "Column");
            String ordinal = PolicyJson.text(field, "Properties", "Ordinal");
            fields.add((column.isEmpty() ? PolicyJson.text(field, "Name") : column) + " "
                    + (ordinal.isEmpty() ? PolicyJson.text(field, "Ordinal") : ordinal));
        }
        return fields.stream().sorted().toList();
    }

    private List<String> expectedMapping() {
        return schema.columns().stream()
                .map(column -> column.columnName() + " " + column.ordinal())
                .sorted()
                .toList();
    }

    /** A policy of the table itself as JSON; null when it has none of its own. */
    @Nullable
    Object policy(String kind) throws ClusterException {
        return policy(cluster, "table", name, kind);
    }

    static @Nullable Object policy(Cluster cluster, String entity, String name, String kind) throws ClusterException {
        KustoRows rows = cluster.manage(".show " + entity + " " + KqlName.of(name) + " policy " + kind);
        return rows.size() == 0 ? null : PolicyJson.read(rows.text(0, "Policy"));
    }

    /** What applies to the table, be it the table's own policy or its database's. */
    @Nullable
    Object effectiveRetention() throws ClusterException {
        KustoRows rows = cluster.manage(".show table " + KqlName.of(name) + " details");
        return rows.size() == 0 ? null : PolicyJson.read(rows.text(0, "RetentionPolicy"));
    }

    private record Column(String name, String type) {}
}
