package io.github.flowlog.adx.setup;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * What a query in SQL says, read from DuckDB's own syntax tree, in the words of kql-shape.js.
 *
 * <p>Two things a file does otherwise are written as a cluster does them: its newest row stands for {@code now()}, and what has no
 * bound is not bounded, so that {@code x IS NULL OR} falls away.
 */
final class SqlShape {
    private static final List<String> AGGREGATES =
            List.of("count(", "countif(", "distinct(", "any(", "sum(", "min(", "max(");
    private static final Map<String, String> CALLS = Map.of(
            "count_star",
            "count",
            "count_if",
            "countif",
            "any_value",
            "any",
            "starts_with",
            "startswith",
            "time_bucket",
            "bin");
    private static final Map<String, String> COMPARISONS = Map.of(
            "COMPARE_EQUAL", "eq",
            "COMPARE_NOTEQUAL", "ne",
            "COMPARE_LESSTHAN", "lt",
            "COMPARE_LESSTHANOREQUALTO", "le",
            "COMPARE_GREATERTHAN", "gt",
            "COMPARE_GREATERTHANOREQUALTO", "ge");
    private static final Map<String, String> OPERATORS = Map.of("+", "add", "-", "sub");
    private static final Map<String, Integer> SECONDS =
            Map.of("to_seconds", 1, "to_minutes", 60, "to_hours", 3600, "to_days", 86_400);

    private final List<String> found = new ArrayList<>();

    private SqlShape() {}

    /** The shape of one SELECT. */
    static List<String> of(Connection connection, String select) throws SQLException {
        try (PreparedStatement serialize =
                connection.prepareStatement("SELECT json_serialize_sql(?::VARCHAR)::VARCHAR")) {
            serialize.setString(1, select);
            try (ResultSet json = serialize.executeQuery()) {
                json.next();
                Object tree = PolicyJson.read(json.getString(1));
                if (PolicyJson.text(tree, "error").equals("true")) {
                    throw new IllegalArgumentException(json.getString(1));
                }
                SqlShape shape = new SqlShape();
                shape.select(at(PolicyJson.elements(at(tree, "statements")).get(0), "node"));
                return shape.found;
            }
        }
    }

    private void select(Object node) {
        from(at(node, "from_table"));
        conditions(node, "where_clause");
        List<String> keys = texts(node, "group_expressions");
        List<?> columns = PolicyJson.elements(at(node, "select_list"));
        boolean distinct = PolicyJson.elements(at(node, "modifiers")).stream()
                .anyMatch(modifier -> text(modifier, "type").equals("DISTINCT_MODIFIER"));
        if (distinct) {
            keys = columns.stream().map(SqlShape::expression).toList();
        }
        keys.forEach(key -> found.add("key " + key));
        if (columns.stream().noneMatch(column -> text(column, "type").equals("STAR")) && !distinct) {
            for (Object column : columns) {
                column(column, keys);
            }
        }
        conditions(node, "having");
    }

    private void column(Object column, List<String> keys) {
        String value = expression(column);
        String alias = text(column, "alias");
        String named = (alias.isEmpty() ? value : plain(alias)) + "=" + value;
        boolean counts = value.equals("unknown") || AGGREGATES.stream().anyMatch(value::contains);
        if (counts) {
            found.add("count " + named);
        } else if (keys.isEmpty()) {
            found.add("column " + named);
        } else if (!keys.contains(value)) {
            throw new IllegalArgumentException(value + " is neither counted nor a key");
        }
    }

    private void conditions(Object node, String clause) {
        if (at(node, clause) != NOTHING) {
            flat("CONJUNCTION_AND", at(node, clause)).forEach(condition -> found.add("filter " + condition));
        }
    }

    private void from(Object table) {
        switch (text(table, "type")) {
            case "BASE_TABLE" -> found.add("source " + plain(text(table, "table_name")));
            case "TABLE_FUNCTION" -> found.add("source " + expression(at(table, "function")));
            case "SUBQUERY" -> select(at(at(table, "subquery"), "node"));
            case "JOIN" -> {
                from(at(table, "left"));
                from(at(table, "right"));
                String kind = text(table, "join_type").equals("LEFT") ? "outer" : plain(text(table, "join_type"));
                PolicyJson.elements(at(table, "using_columns"))
                        .forEach(column -> found.add("join " + kind + " " + plain(column.toString())));
            }
            default -> throw new IllegalArgumentException("no shape for " + table);
        }
    }

    private static String expression(Object node) {
        return switch (text(node, "class")) {
            case "COLUMN_REF" -> {
                List<?> names = PolicyJson.elements(at(node, "column_names"));
                yield plain(names.get(names.size() - 1).toString());
            }
            case "CONSTANT" -> constant(at(node, "literal"));
            case "COMPARISON" ->
                Objects.requireNonNull(COMPARISONS.get(text(node, "type")), node::toString) + "("
                        + expression(at(node, "left")) + "," + expression(at(node, "right")) + ")";
            case "CONJUNCTION" -> conjunction(node);
            case "OPERATOR" -> operator(text(node, "type"), texts(node, "children"), node);
            case "CASE" -> cases(node);
            case "CAST" -> cast(node);
            case "SUBQUERY" -> "now()";
            case "FUNCTION" -> function(node);
            default -> throw new IllegalArgumentException("no text for " + node);
        };
    }

    private static String constant(Object literal) {
        return switch (text(literal, "kind")) {
            case "STRING" -> "'" + text(literal, "text") + "'";
            case "INTEGER" -> text(literal, "text");
            default -> text(literal, "kind").toLowerCase(Locale.ROOT);
        };
    }

    private static String conjunction(Object node) {
        boolean any = text(node, "type").equals("CONJUNCTION_OR");
        List<String> parts = flat(text(node, "type"), node).stream()
                .filter(part -> !any || !part.startsWith("isnull("))
                .toList();
        return parts.size() == 1 ? parts.get(0) : (any ? "or(" : "and(") + String.join(",", parts) + ")";
    }

    private static List<String> flat(String type, Object node) {
        return text(node, "type").equals(type)
                ? PolicyJson.elements(at(node, "children")).stream()
                        .flatMap(child -> flat(type, child).stream())
                        .toList()
                : List.of(expression(node));
    }

    private static String operator(String type, List<String> children, Object node) {
        String arguments = String.join(",", children);
        return switch (type) {
            case "OPERATOR_NOT" -> "not(" + arguments + ")";
            case "OPERATOR_IS_NULL" -> "isnull(" + arguments + ")";
            case "OPERATOR_IS_NOT_NULL" -> "not(isnull(" + arguments + "))";
            case "COMPARE_IN" -> "in(" + arguments + ")";
            case "COMPARE_NOT_IN" -> "not(in(" + arguments + "))";
            // KQL adds nothing up to 0
            case "OPERATOR_COALESCE" ->
                children.get(0).startsWith("sum(") && children.get(1).equals("0")
                        ? children.get(0)
                        : "coalesce(" + arguments + ")";
            default -> throw new IllegalArgumentException("no text for " + node);
        };
    }

    private static String cases(Object node) {
        List<String> parts = new ArrayList<>();
        for (Object check : PolicyJson.elements(at(node, "case_checks"))) {
            parts.add(expression(at(check, "when_expr")));
            parts.add(expression(at(check, "then_expr")));
        }
        parts.add(expression(at(node, "else_expr")));
        return "case(" + String.join(",", parts) + ")";
    }

    private static String cast(Object node) {
        String child = expression(at(node, "child"));
        if (child.equals("null_literal")) {
            return "unknown";
        }
        return text(at(node, "type_expr"), "type_name").equals("VARCHAR") ? "tostring(" + child + ")" : child;
    }

    private static String function(Object node) {
        String name = text(node, "function_name");
        List<String> arguments = PolicyJson.elements(at(node, "arguments")).stream()
                .map(argument -> expression(at(argument, "expression")))
                .toList();
        if (SECONDS.containsKey(name)) {
            String number = arguments.get(0).replace("trunc(", "").replace(")", "");
            return "span(" + Integer.parseInt(number) * SECONDS.get(name) + ")";
        }
        if (name.equals("time_bucket")) {
            return "bin(" + arguments.get(1) + "," + arguments.get(0) + ")";
        }
        String all = String.join(",", arguments);
        if (name.equals("//") && all.matches("epochms\\(.*\\),1000")) {
            return "epochseconds" + arguments.get(0).substring("epochms".length());
        }
        if (name.equals("count") && text(node, "distinct").equals("true")) {
            return "distinct(" + all + ")";
        }
        String operator = OPERATORS.get(name);
        return (operator == null ? plain(CALLS.getOrDefault(name, name)) : operator) + "(" + all + ")";
    }

    private static List<String> texts(Object node, String list) {
        return PolicyJson.elements(at(node, list)).stream()
                .map(SqlShape::expression)
                .collect(Collectors.toList());
    }

    private static final Object NOTHING = Map.of();

    private static Object at(Object node, String name) {
        Object found = node instanceof Map<?, ?> object ? object.get(name) : null;
        return found == null ? NOTHING : found;
    }

    private static String text(Object node, String name) {
        return PolicyJson.text(node, name);
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replace("_", "");
    }
}
