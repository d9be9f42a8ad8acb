package io.github.flowlog.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.flowlog.synthetic.GeneratedFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The records of openly licensed sample logs of one format, byte for byte, repeated in one document.
 *
 * <p><b>Source:</b> the test resources of flowlog-core, whose NOTICE.md names origin and licence of each log.
 */
final class SampleCorpus {
    private static final String NSG_V1 = "thelovearinze__Network-Optimization-Tool__flowlog.json";
    private static final String SUMO_LOGIC = "SumoLogic__sumologic-azure-function__BlockBlobReader_tests_blob_fixtures";

    private SampleCorpus() {}

    /** A log of about {@code targetBytes}: whole records, those of all logs of the format one after the other. */
    static Corpus of(GeneratedFormat format, long targetBytes) throws IOException {
        List<SampleRecord> samples = new ArrayList<>();
        for (String log : logs(format)) {
            samples.addAll(records(bytes(log)));
        }
        int longest =
                samples.stream().mapToInt(sample -> sample.bytes().length).max().orElseThrow();
        ByteArrayOutputStream out = new ByteArrayOutputStream(Math.toIntExact(targetBytes + longest + 16));
        out.writeBytes("{\"records\":[".getBytes(StandardCharsets.US_ASCII));
        long tuples = 0;
        for (int i = 0; i == 0 || out.size() < targetBytes; i++) {
            if (i > 0) {
                out.write(',');
            }
            SampleRecord sample = samples.get(i % samples.size());
            out.writeBytes(sample.bytes());
            tuples += sample.tuples();
        }
        out.writeBytes("]}".getBytes(StandardCharsets.US_ASCII));
        return new Corpus(out.toByteArray(), tuples);
    }

    private static List<String> logs(GeneratedFormat format) {
        return switch (format) {
            case VNET_V4 ->
                List.of(
                        SUMO_LOGIC + "_networkinterfaceflowlogs.json",
                        SUMO_LOGIC + "_subnetflowlogs.json",
                        SUMO_LOGIC + "_vnetflowlogs.json");
            case NSG_V2 -> List.of(SUMO_LOGIC + ".json");
            case NSG_V1 -> List.of(NSG_V1);
            case MIXED -> throw new IllegalArgumentException("samples have one format each");
        };
    }

    private static byte[] bytes(String log) throws IOException {
        try (InputStream in = SampleCorpus.class.getResourceAsStream("/samples/" + log)) {
            if (in == null) {
                throw new IOException("no sample log " + log);
            }
            return in.readAllBytes();
        }
    }

    /** The elements of {@code records}, as they stand. */
    private static List<SampleRecord> records(byte[] log) throws IOException {
        List<SampleRecord> records = new ArrayList<>();
        try (JsonParser json = new JsonFactory().createParser(log)) {
            while (!"records".equals(json.nextFieldName())) {
                if (!json.hasCurrentToken()) {
                    throw new IOException("sample log without records");
                }
            }
            json.nextToken();
            while (json.nextToken() == JsonToken.START_OBJECT) {
                int start = Math.toIntExact(json.currentTokenLocation().getByteOffset());
                int tuples = tuplesOfObject(json);
                int end = Math.toIntExact(json.currentLocation().getByteOffset());
                records.add(new SampleRecord(Arrays.copyOfRange(log, start, end), tuples));
            }
        }
        return records;
    }

    /** Goes to the end of the object at hand, and counts the strings in its {@code flowTuples}. */
    private static int tuplesOfObject(JsonParser json) throws IOException {
        int tuples = 0;
        for (int depth = 1; depth > 0; ) {
            JsonToken token = json.nextToken();
            if (token.isStructStart()) {
                depth++;
            } else if (token.isStructEnd()) {
                depth--;
            } else if (token == JsonToken.VALUE_STRING && "flowTuples".equals(arrayName(json))) {
                tuples++;
            }
        }
        return tuples;
    }

    private static String arrayName(JsonParser json) {
        return json.getParsingContext().inArray()
                ? String.valueOf(json.getParsingContext().getParent().getCurrentName())
                : "";
    }

    private record SampleRecord(byte[] bytes, int tuples) {}
}
