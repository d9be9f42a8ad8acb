package io.github.flowlog.bench.report;

import java.util.List;
import java.util.Map;

/**
 * What one kind of process needed, run by run.
 *
 * @param benchmark what was asked
 * @param params what tells the processes apart, by name
 * @param unit unit of {@code values}
 * @param values one figure a run
 * @param metrics further figures by name, one a run
 */
record ProcessResult(
        String benchmark,
        Map<String, String> params,
        String unit,
        List<Double> values,
        Map<String, List<Double>> metrics) {}
