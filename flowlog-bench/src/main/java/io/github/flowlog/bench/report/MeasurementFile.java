package io.github.flowlog.bench.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

/** Results in the JSON that JMH writes with {@code -rf json}: all that is read of it here, and enough of it to be written. */
final class MeasurementFile {
    private static final JsonFactory JSON = new JsonFactory();

    private MeasurementFile() {}

    /** What tells a result from others. */
    private record Subject(String benchmark, Map<String, String> params) {}

    /** Reads results, in the order of the file; those of one benchmark with the same parameters become one, of all their forks. */
    static List<Measurement> read(Path file) throws IOException {
        try (JsonParser parser = JSON.createParser(Files.readString(file))) {
            parser.nextToken();
            Map<Subject, List<Map<?, ?>>> runs = new LinkedHashMap<>();
            for (Object value : list(value(parser))) {
                Map<?, ?> result = map(value);
                runs.computeIfAbsent(subject(result), key -> new ArrayList<>()).add(result);
            }
            List<Measurement> measurements = new ArrayList<>();
            runs.forEach((subject, results) -> measurements.add(measurement(subject, results)));
            return measurements;
        }
    }

    /** Writes the results of several runs of JMH into one file, in their order. */
    static void join(Path file, List<Path> runs) throws IOException {
        try (JsonGenerator out =
                JSON.createGenerator(Files.newBufferedWriter(file)).useDefaultPrettyPrinter()) {
            out.writeStartArray();
            for (Path run : runs) {
                try (JsonParser results = JSON.createParser(Files.readString(run))) {
                    results.nextToken();
                    while (results.nextToken() != JsonToken.END_ARRAY) {
                        out.copyCurrentStructure(results);
                    }
                }
            }
            out.writeEndArray();
        }
    }

    /** Writes what processes needed, run by run, as JMH would have. */
    static void write(Path file, List<ProcessResult> results) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        try (JsonGenerator out =
                JSON.createGenerator(Files.newBufferedWriter(file)).useDefaultPrettyPrinter()) {
            out.writeStartArray();
            for (ProcessResult result : results) {
                out.writeStartObject();
                out.writeStringField("benchmark", result.benchmark() + ".process");
                out.writeObjectFieldStart("params");
                for (Map.Entry<String, String> param : result.params().entrySet()) {
                    out.writeStringField(param.getKey(), param.getValue());
                }
                out.writeEndObject();
                writeMetric(out, "primaryMetric", result.unit(), result.values());
                out.writeObjectFieldStart("secondaryMetrics");
                for (Map.Entry<String, List<Double>> metric : result.metrics().entrySet()) {
                    writeMetric(out, metric.getKey(), "-", metric.getValue());
                }
                out.writeEndObject();
                out.writeEndObject();
            }
            out.writeEndArray();
        }
    }

    private static void writeMetric(JsonGenerator out, String name, String unit, List<Double> values)
            throws IOException {
        out.writeObjectFieldStart(name);
        out.writeStringField("scoreUnit", unit);
        out.writeArrayFieldStart("rawData");
        double[] run = values.stream().mapToDouble(Double::doubleValue).toArray();
        out.writeArray(run, 0, run.length);
        out.writeEndArray();
        out.writeEndObject();
    }

    private static Subject subject(Map<?, ?> result) {
        Map<String, String> params = new LinkedHashMap<>();
        if (result.get("params") instanceof Map<?, ?> given) {
            given.forEach((key, value) -> params.put(String.valueOf(key), String.valueOf(value)));
        }
        return new Subject(text(result, "benchmark"), params);
    }

    private static Measurement measurement(Subject subject, List<Map<?, ?>> results) {
        String[] name = subject.benchmark.split("\\.");
        List<double[]> scores = new ArrayList<>();
        Map<String, List<double[]>> metrics = new LinkedHashMap<>();
        String unit = "";
        for (Map<?, ?> result : results) {
            Map<?, ?> primary = map(result.get("primaryMetric"));
            unit = text(primary, "scoreUnit");
            scores.addAll(forks(primary));
            // before 1.36, JMH put a dot in front of what profilers measure
            map(result.get("secondaryMetrics"))
                    .forEach((key, value) -> metrics.computeIfAbsent(
                                    String.valueOf(key).replace("\u00b7", ""), metric -> new ArrayList<>())
                            .addAll(forks(map(value))));
        }
        Map<String, Forks> figures = new LinkedHashMap<>();
        metrics.forEach((metric, forks) -> {
            if (!forks.isEmpty()) {
                figures.put(metric, Forks.of(forks));
            }
        });
        return new Measurement(
                name[name.length - 2], name[name.length - 1], subject.params, unit, Forks.of(scores), figures);
    }

    /** The iterations of each fork; what was not a number is left out, and so is a fork without any. */
    private static List<double[]> forks(Map<?, ?> metric) {
        return list(metric.get("rawData")).stream()
                .map(fork -> list(fork).stream()
                        .flatMapToDouble(value -> value instanceof Number number
                                ? DoubleStream.of(number.doubleValue())
                                : DoubleStream.empty())
                        .toArray())
                .filter(fork -> fork.length > 0)
                .toList();
    }

    private static String text(Map<?, ?> object, String field) {
        return String.valueOf(object.get(field));
    }

    private static Map<?, ?> map(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        throw new IllegalArgumentException("expected an object of JMH's results, not " + value);
    }

    private static List<?> list(Object value) {
        if (value instanceof List<?> list) {
            return list;
        }
        throw new IllegalArgumentException("expected an array of JMH's results, not " + value);
    }

    /** The value that the parser stands on. */
    private static Object value(JsonParser parser) throws IOException {
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            Map<String, Object> object = new LinkedHashMap<>();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                parser.nextToken();
                object.put(name, value(parser));
            }
            return object;
        }
        if (parser.currentToken() == JsonToken.START_ARRAY) {
            List<Object> array = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                array.add(value(parser));
            }
            return array;
        }
        return parser.currentToken().isNumeric() ? (Object) parser.getDoubleValue() : parser.getText();
    }
}
