package io.github.flowlog.bench.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How the results of one benchmark become a table of contenders, each with its ratio to one of them.
 *
 * @param benchmark simple name of the class
 * @param by what tells the contenders apart: a parameter, or {@code contender} for the method
 * @param reference the one that the others are compared with
 * @param ratio what the ratio says
 */
record Comparison(String benchmark, String by, String reference, Ratio ratio) {

    /** What is divided by what. */
    enum Ratio {
        /** How many times as fast as the contender the reference is. */
        REFERENCE_IS_FASTER("%s is x times as fast"),
        /** How many times as much as the reference the contender costs: the same number, for another question. */
        COST("x times the cost of %s"),
        /** How many times as fast as the reference the contender is. */
        SPEED("x times the speed of %s");

        private final String heading;

        Ratio(String heading) {
            this.heading = heading;
        }

        Spread of(Measurement reference, Measurement contender) {
            return this == SPEED
                    ? contender.speed().over(reference.speed())
                    : reference.speed().over(contender.speed());
        }
    }

    /** A column of figures, and how a result fills it; a column that none fills is left out. */
    private record Column(String heading, Function<Measurement, @Nullable String> cell) {}

    /** A row each result, grouped by what is matched; empty if there are no results of this benchmark. */
    String table(List<Measurement> results) {
        List<Measurement> own = own(results);
        if (own.isEmpty()) {
            return "";
        }
        List<String> keys = keys(own);
        List<Column> columns = new ArrayList<>(columns(own));
        columns.removeIf(column -> own.stream().allMatch(result -> column.cell.apply(result) == null));
        List<String> header = new ArrayList<>(keys.stream().map(this::heading).toList());
        columns.forEach(column -> header.add(column.heading));
        MarkdownTable table = new MarkdownTable(keys.size(), header);
        for (List<Measurement> group : groups(own).values()) {
            for (Measurement result : group) {
                List<String> row = new ArrayList<>();
                keys.forEach(key -> row.add(Words.label(result.key(key))));
                columns.forEach(column -> row.add(Objects.requireNonNullElse(column.cell.apply(result), "-")));
                table.add(row);
            }
        }
        return table.toString();
    }

    /**
     * Only the ratios: a row each contender but the reference, a column each value of one parameter; a table for each set
     * of values of the other ones, under a line that names them.
     */
    String ratios(List<Measurement> results, String acrossParam) {
        Map<String, List<Measurement>> tables = new LinkedHashMap<>();
        for (Measurement result : own(results)) {
            tables.computeIfAbsent(matched(result, acrossParam), key -> new ArrayList<>())
                    .add(result);
        }
        StringBuilder text = new StringBuilder();
        tables.forEach((matched, own) -> {
            Set<String> across = values(own, acrossParam);
            List<String> header = new ArrayList<>(List.of(matched));
            across.forEach(value -> header.add(Words.label(value)));
            MarkdownTable table = new MarkdownTable(1, header);
            for (String contender : values(own, by)) {
                if (!contender.equals(reference)) {
                    List<String> row = new ArrayList<>(List.of(Words.label(contender)));
                    across.forEach(value -> row.add(ratioCell(own, acrossParam, value, contender)));
                    table.add(row);
                }
            }
            text.append(text.isEmpty() ? "" : "\n").append(table);
        });
        return text.toString();
    }

    /** What a ratio says, as a heading of a column. */
    String ratioHeading() {
        return String.format(ratio.heading, Words.label(reference));
    }

    private String ratioCell(List<Measurement> own, String acrossParam, String value, String contender) {
        List<Measurement> group = own.stream()
                .filter(result -> result.key(acrossParam).equals(value))
                .toList();
        return group.stream()
                .filter(result -> result.key(by).equals(contender))
                .findFirst()
                .map(result -> ratioCell(group, result))
                .orElse("-");
    }

    /** Compares a contender with the reference of its group; null for the reference itself. */
    private @Nullable String ratioCell(List<Measurement> group, Measurement result) {
        return group.stream()
                .filter(other -> other.key(by).equals(reference))
                .findFirst()
                .filter(other -> !result.key(by).equals(reference))
                .map(other -> Words.figure(ratio.of(other, result)))
                .orElse(null);
    }

    private List<Measurement> own(List<Measurement> results) {
        return results.stream()
                .filter(result -> result.benchmark().equals(benchmark))
                .toList();
    }

    private List<Column> columns(List<Measurement> own) {
        Map<String, List<Measurement>> groups = groups(own);
        boolean rates = own.stream().anyMatch(result -> result.tuplesPerSecond() != null);
        String unit = own.get(0).unit();
        return List.of(
                new Column("GB/s", result -> scaled(result.bytesPerSecond(), 1e-9)),
                new Column("M tuples/s", result -> scaled(result.tuplesPerSecond(), 1e-6)),
                new Column("ns/tuple", result -> inverse(result.tuplesPerSecond())),
                new Column("B allocated/tuple", result -> median(result.allocatedPerTuple())),
                new Column(
                        unit,
                        result -> rates ? null : Words.figure(result.score().all())),
                new Column(ratioHeading(), result -> ratioCell(groups.getOrDefault(group(result), List.of()), result)));
    }

    private static @Nullable String scaled(@Nullable Forks figures, double factor) {
        return figures == null ? null : Words.figure(figures.all().times(factor));
    }

    private static @Nullable String inverse(@Nullable Forks perSecond) {
        return perSecond == null ? null : Words.figure(perSecond.all().dividing(1e9));
    }

    private static @Nullable String median(@Nullable Forks figures) {
        return figures == null ? null : Words.figure(figures.all().median());
    }

    private Map<String, List<Measurement>> groups(List<Measurement> own) {
        Map<String, List<Measurement>> groups = new LinkedHashMap<>();
        own.forEach(result ->
                groups.computeIfAbsent(group(result), key -> new ArrayList<>()).add(result));
        return groups;
    }

    private String group(Measurement result) {
        return matched(result, by);
    }

    /** What the results of one table or group have in common. */
    private String matched(Measurement result, String except) {
        List<String> matched = new ArrayList<>();
        result.params().forEach((name, value) -> {
            if (!name.equals(except) && !name.equals(by)) {
                matched.add(name.equals("mode") ? Words.label(value) : Words.label(value) + " " + name);
            }
        });
        return String.join(", ", matched);
    }

    /** Columns of text: the parameters that are matched, then what tells the contenders apart. */
    private List<String> keys(List<Measurement> own) {
        Set<String> keys = new LinkedHashSet<>();
        own.forEach(result -> keys.addAll(result.params().keySet()));
        boolean methods = by.equals("contender") || values(own, "contender").size() > 1;
        if (methods) {
            keys.add("contender");
        }
        keys.remove(by);
        keys.add(by);
        return List.copyOf(keys);
    }

    private String heading(String key) {
        return key.equals("megabytes") ? "MB" : key;
    }

    private static Set<String> values(List<Measurement> own, String key) {
        Set<String> values = new LinkedHashSet<>();
        own.forEach(result -> values.add(result.key(key)));
        return values;
    }
}
