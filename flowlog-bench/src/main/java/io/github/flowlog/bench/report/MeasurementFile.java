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

    /** Reads results, in the order of the file. */
    static List<Measurement> read(Path file) throws IOException {
        try (JsonParser parser = JSON.createParser(Files.readString(file))) {
            parser.nextToken();
            List<Measurement> measurements = new ArrayList<>();
            for (Object result : list(value(parser))) {
                measurements.add(measurement(map(result)));
            }
            return measurements;
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

    private static Measurement measurement(Map<?, ?> result) {
        String[] name = text(result, "benchmark").split("\\.");
        Map<?, ?> primary = map(result.get("primaryMetric"));
        Map<String, String> params = new LinkedHashMap<>();
        if (result.get("params") instanceof Map<?, ?> given) {
            given.forEach((key, value) -> params.put(String.valueOf(key), String.valueOf(value)));
        }
        Map<String, Spread> metrics = new LinkedHashMap<>();
        map(result.get("secondaryMetrics")).forEach((key, value) -> {
            double[] values = values(map(value));
            if (values.length > 0) {
                // before 1.36, JMH put a dot in front of what profilers measure
                metrics.put(String.valueOf(key).replace("\u00b7", ""), Spread.of(values));
            }
        });
        return new Measurement(
                name[name.length - 2],
                name[name.length - 1],
                params,
                text(primary, "scoreUnit"),
                Spread.of(values(primary)),
                metrics);
    }

    /** All iterations of all forks; what was not a number is left out. */
    private static double[] values(Map<?, ?> metric) {
        return list(metric.get("rawData")).stream()
                .flatMapToDouble(fork -> list(fork).stream()
                        .flatMapToDouble(value -> value instanceof Number number
                                ? DoubleStream.of(number.doubleValue())
                                : DoubleStream.empty()))
                .toArray();
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
