package io.github.flowlog.bench.report;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The table of a benchmark of whole processes, whose figures carry their names: a row each kind of process. */
final class ProcessTable {
    private ProcessTable() {}

    /** Empty if there are no results of this benchmark. */
    static String of(String benchmark, List<Measurement> results) {
        List<Measurement> own = results.stream()
                .filter(result -> result.benchmark().equals(benchmark))
                .toList();
        if (own.isEmpty()) {
            return "";
        }
        Set<String> params = new LinkedHashSet<>();
        Set<String> metrics = new LinkedHashSet<>();
        own.forEach(result -> {
            params.addAll(result.params().keySet());
            metrics.addAll(result.metrics().keySet());
        });
        List<String> header = new ArrayList<>(params);
        header.add(own.get(0).unit());
        header.addAll(metrics);
        MarkdownTable table = new MarkdownTable(params.size(), header);
        for (Measurement result : own) {
            List<String> row = new ArrayList<>();
            params.forEach(param -> row.add(Words.label(result.key(param))));
            row.add(Words.figure(result.score().all()));
            metrics.forEach(metric -> row.add(cell(result.metrics().get(metric))));
            table.add(row);
        }
        return table.toString();
    }

    private static String cell(@Nullable Forks figures) {
        return figures == null ? "-" : Words.figure(figures.all());
    }
}
