package io.github.flowlog.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flowlog.Decision;
import io.github.flowlog.FlowTuple;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;

/** Runs the job in Spark's local mode with two tasks at a time. */
final class SparkDenialsTest {
    @Test
    void countsWhatAPlainReadCounts() throws IOException {
        Map<String, Long> expected = new TreeMap<>();
        for (SampleLog log : SampleLog.values()) {
            for (FlowTuple tuple : log.read()) {
                if (tuple.decision() == Decision.DENIED) {
                    expected.merge(tuple.rule(), 1L, Long::sum);
                }
            }
        }
        SparkConf local = new SparkConf()
                .setMaster("local[2]")
                .setAppName("flow log denials")
                .set("spark.ui.enabled", "false")
                .set("spark.driver.bindAddress", "127.0.0.1")
                .set("spark.driver.host", "127.0.0.1");

        try (JavaSparkContext spark = new JavaSparkContext(local)) {
            Map<String, Long> counted = SparkDenials.byRule(
                    spark, Checkout.LOGS.toAbsolutePath().normalize().toUri().toString());
            assertThat(new TreeMap<>(counted)).isEqualTo(expected);
        }
        assertThat(expected).isNotEmpty();
    }
}
