package io.github.flowlog.examples;

import io.github.flowlog.Decision;
import io.github.flowlog.FlowBatch;
import io.github.flowlog.FlowLogReader;
import java.io.IOException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.input.PortableDataStream;
import scala.Tuple2;

/**
 * Counts denied flows by rule in an Apache Spark job: a task reads whole logs, and only counts leave it.
 *
 * <p>A log is read by one task, which suits hourly logs. What may still grow is read as far as it is complete.
 */
public final class SparkDenials {
    private SparkDenials() {}

    /** Takes the folder of the logs, as Spark names it; {@code spark-submit} says where the job runs. */
    public static void main(String[] args) {
        try (JavaSparkContext spark = new JavaSparkContext(new SparkConf().setAppName("flow log denials"))) {
            byRule(spark, args[0]).forEach((rule, denials) -> System.out.println(denials + " " + rule));
        }
    }

    static Map<String, Long> byRule(JavaSparkContext spark, String folder) {
        spark.hadoopConfiguration().setBoolean("mapreduce.input.fileinputformat.input.dir.recursive", true);
        return spark.binaryFiles(folder, spark.defaultParallelism())
                .filter(log -> log._1().endsWith(".json"))
                .flatMapToPair(SparkDenials::byRule)
                .reduceByKey(Long::sum)
                .collectAsMap();
    }

    private static Iterator<Tuple2<String, Long>> byRule(Tuple2<String, PortableDataStream> log) throws IOException {
        Map<String, Long> denials = new HashMap<>();
        try (FlowLogReader reader = FlowLogReader.open(log._2().open(), log._1())) {
            FlowBatch batch = FlowBatch.create();
            while (reader.next(batch)) {
                for (int row = 0; row < batch.size(); row++) {
                    if (batch.decision(row) == Decision.DENIED) {
                        denials.merge(batch.rule(row), 1L, Long::sum);
                    }
                }
            }
        }
        return denials.entrySet().stream()
                .map(rule -> new Tuple2<>(rule.getKey(), rule.getValue()))
                .iterator();
    }
}
