package io.github.flowlog.adx.stand;

import io.github.flowlog.adx.stand.KqlTokens.Kind;
import io.github.flowlog.adx.stand.KqlTokens.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The shapes of query that a loader needs, as SQL: a table and any number of {@code where}, {@code summarize}, {@code count},
 * {@code project}, {@code distinct}, {@code take} and {@code order by}. Everything else is refused, never guessed.
 */
final class KqlSubset {
    private static final Set<String> COMPARISONS = Set.of("==", "!=", "<", "<=", ">", ">=");

    private final KqlTokens tokens;

    private KqlSubset(KqlTokens tokens) {
        this.tokens = tokens;
    }

    /** What a table's name stands for. */
    interface Tables {
        /** A SELECT of the rows that a query sees. */
        String select(String table) throws KustoError;
    }

    /** Translates a whole query. */
    static String sql(String kql, Tables tables) throws KustoError {
        KqlSubset subset = new KqlSubset(new KqlTokens(kql));
        String sql = subset.stages(tables.select(subset.tokens.name()));
        subset.tokens.accept(";");
        subset.end();
        return sql;
    }

    /** Translates what stands behind a command: {@code | where ... | count}. */
    static String sqlOver(String select, String stages) throws KustoError {
        KqlSubset subset = new KqlSubset(new KqlTokens(stages));
        String sql = subset.stages(select);
        subset.end();
        return sql;
    }

    private void end() throws KustoError {
        if (tokens.peek().kind() != Kind.END) {
            throw KqlTokens.unknown(tokens.peek().value());
        }
    }

    private String stages(String select) throws KustoError {
        String sql = select;
        while (tokens.accept("|")) {
            String operator = tokens.name();
            sql = switch (operator) {
                case "where", "filter" -> "SELECT * FROM (" + sql + ") WHERE " + or();
                case "count" -> "SELECT count(*)::BIGINT AS \"Count\" FROM (" + sql + ")";
                case "summarize" -> summarize(sql);
                case "project" -> "SELECT " + String.join(", ", expressions()) + " FROM (" + sql + ")";
                case "distinct" -> "SELECT DISTINCT " + String.join(", ", expressions()) + " FROM (" + sql + ")";
                case "take", "limit" -> "SELECT * FROM (" + sql + ") LIMIT " + number();
                case "order", "sort" -> order(sql);
                default -> throw KqlTokens.unknown("| " + operator);
            };
        }
        return sql;
    }

    private String summarize(String sql) throws KustoError {
        List<String> columns = new ArrayList<>();
        List<String> aggregates = tokens.peek().is("by") ? List.of() : expressions();
        List<String> keys = tokens.accept("by") ? expressions() : List.of();
        columns.addAll(keys);
        columns.addAll(aggregates);
        String grouped = "SELECT " + String.join(", ", columns) + " FROM (" + sql + ")";
        return keys.isEmpty() ? grouped : grouped + " GROUP BY ALL";
    }

    private String order(String sql) throws KustoError {
        tokens.expect("by");
        List<String> keys = new ArrayList<>();
        do {
            String key = quoted(tokens.name());
            boolean ascending = tokens.accept("asc");
            if (!ascending) {
                tokens.accept("desc");
            }
            keys.add(key + (ascending ? " ASC NULLS FIRST" : " DESC NULLS LAST"));
        } while (tokens.accept(","));
        return "SELECT * FROM (" + sql + ") ORDER BY " + String.join(", ", keys);
    }

    /** Expressions, each with the name that Kusto gives it when it has none. */
    private List<String> expressions() throws KustoError {
        List<String> expressions = new ArrayList<>();
        do {
            if (tokens.followedBy("=")) {
                String name = tokens.name();
                tokens.expect("=");
                expressions.add(scalar() + " AS " + quoted(name));
            } else {
                Token first = tokens.peek();
                boolean call = tokens.followedBy("(");
                String sql = scalar();
                expressions.add(call ? sql + " AS " + quoted(nameOfCall(first.value(), sql)) : sql);
            }
        } while (tokens.accept(","));
        return expressions;
    }

    private static String nameOfCall(String function, String sql) {
        int quote = sql.indexOf('"');
        return function + "_" + (quote < 0 ? "" : sql.substring(quote + 1, sql.indexOf('"', quote + 1)));
    }

    private String or() throws KustoError {
        StringBuilder sql = new StringBuilder("(").append(and());
        while (tokens.accept("or")) {
            sql.append(" OR ").append(and());
        }
        return sql.append(')').toString();
    }

    private String and() throws KustoError {
        StringBuilder sql = new StringBuilder("(").append(condition());
        while (tokens.accept("and")) {
            sql.append(" AND ").append(condition());
        }
        return sql.append(')').toString();
    }

    private String condition() throws KustoError {
        if (tokens.accept("(")) {
            String inner = or();
            tokens.expect(")");
            return inner;
        }
        if (tokens.peek().is("not") && tokens.followedBy("(")) {
            tokens.take();
            return "NOT " + condition();
        }
        if (tokens.followedBy("(")
                && (tokens.peek().is("isnull") || tokens.peek().is("isempty"))) {
            String test = tokens.take().is("isnull") ? " IS NULL" : " = ''";
            tokens.expect("(");
            String tested = scalar();
            tokens.expect(")");
            return tested + test;
        }
        String left = scalar();
        Token operator = tokens.take();
        if (COMPARISONS.contains(operator.value())) {
            String sql = operator.value().equals("==") ? "=" : operator.value();
            return left + " " + sql + " " + scalar();
        }
        return switch (operator.value()) {
            case "in" -> left + " IN " + list();
            case "!in" -> left + " NOT IN " + list();
            case "has", "contains" -> "contains(lower(" + left + "), lower(" + scalar() + "))";
            default -> throw KqlTokens.unknown(operator.value() + " in a condition");
        };
    }

    private String list() throws KustoError {
        tokens.expect("(");
        StringBuilder sql = new StringBuilder("(").append(scalar());
        while (tokens.accept(",")) {
            sql.append(", ").append(scalar());
        }
        tokens.expect(")");
        return sql.append(')').toString();
    }

    private String scalar() throws KustoError {
        Token token = tokens.take();
        return switch (token.kind()) {
            case TEXT -> literal(token.value());
            case NUMBER -> token.value();
            case TIME -> "CAST(" + literal(token.value()) + " AS TIMESTAMP_NS)";
            case NAME -> tokens.accept("(") ? call(token.value()) : quoted(token.value());
            case SIGN -> {
                if (!token.is("-")) {
                    throw KqlTokens.unknown(token.value());
                }
                yield "-" + number();
            }
            case END -> throw KqlTokens.unknown(token.value());
        };
    }

    private String call(String function) throws KustoError {
        if (function.equals("count")) {
            tokens.expect(")");
            return "count(*)::BIGINT";
        }
        String argument = function.equals("countif") ? or() : scalar();
        tokens.expect(")");
        return switch (function) {
            case "min", "max" -> function.toUpperCase(Locale.ROOT) + "(" + argument + ")";
            case "sum" -> "sum(" + argument + ")::BIGINT";
            case "dcount", "count_distinct" -> "count(DISTINCT " + argument + ")::BIGINT";
            case "countif" -> "count(*) FILTER (WHERE " + argument + ")::BIGINT";
            case "take_any" -> "any_value(" + argument + ")";
            default -> throw KqlTokens.unknown(function + "()");
        };
    }

    private String number() throws KustoError {
        Token token = tokens.take();
        if (token.kind() != Kind.NUMBER) {
            throw KqlTokens.unknown(token.value() + ", where a number is expected");
        }
        return token.value();
    }

    /** A name as SQL. */
    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** A text as SQL. */
    static String literal(String text) {
        return '\'' + text.replace("'", "''") + '\'';
    }
}
