/**
 * Runs the benchmarks in sections and writes what they measured into docs/BENCHMARKS.md; {@code flowlog-bench/run} starts
 * {@link BenchmarkRun}.
 *
 * <p>Whatever is measured, by JMH or as a whole process, becomes a file of results in JMH's own JSON. The report is made
 * from such files alone, so that a run can be done in pieces and on several JDKs.
 */
@NullMarked
package io.github.flowlog.bench.report;

import org.jspecify.annotations.NullMarked;
