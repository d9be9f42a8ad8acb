package io.github.flowlog.bench;

import io.github.flowlog.synthetic.GeneratedFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A VNet flow log of any shape, whose tuples are those of a generated log, again and again. */
final class ScalingLog implements LogFile {
    private static final long TUPLE_SOURCE_BYTES = 10_000_000;
    /** As long as the runs of one rule in a generated log are, roughly. */
    private static final int TUPLES_PER_GROUP = 20;
    /** Odd: steps through any number of addresses that is a power of ten and no multiple of it, in no order. */
    private static final long ADDRESS_STEP = 7_368_787;

    private final ScalingPoint.Shape shape;
    private final List<String> tuples;

    private ScalingLog(ScalingPoint.Shape shape, List<String> tuples) {
        this.shape = shape;
        this.tuples = tuples;
    }

    static ScalingLog of(ScalingPoint.Shape shape, long seed) throws IOException {
        return of(shape, TUPLE_SOURCE_BYTES, seed);
    }

    static ScalingLog of(ScalingPoint.Shape shape, long tupleSourceBytes, long seed) throws IOException {
        List<String> tuples = CompactTuples.of(
                Corpus.ofIpv4(GeneratedFormat.VNET_V4, tupleSourceBytes, seed).bytes());
        if (shape.addresses() > 0) {
            List<String> changed = new ArrayList<>();
            for (int i = 0; i < tuples.size(); i++) {
                changed.add(withSource(tuples.get(i), address(i * ADDRESS_STEP % shape.addresses())));
            }
            tuples = changed;
        }
        return new ScalingLog(shape, tuples);
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        long left = shape.megabytes() * 1_000_000 - write(out, "{\"records\":[");
        long tuple = 0;
        long group = 0;
        do {
            StringBuilder record = new StringBuilder(tuple == 0 ? "" : ",");
            record.append("{\"time\":\"2026-01-01T00:01:00.5625085Z\",\"flowLogVersion\":4,")
                    .append("\"flowLogGUID\":\"3d1b2f70-2f7c-4f8b-9b0e-6d2a5c1e9f44\",\"macAddress\":\"00224871C205\",")
                    .append("\"category\":\"FlowLogFlowEvent\",\"operationName\":\"FlowLogFlowEvent\",")
                    .append("\"flowRecords\":{\"flows\":[{\"aclID\":\"00000000-1234-abcd-ef00-c1c2c3c4c5c6\",")
                    .append("\"flowGroups\":[");
            for (int i = 0; i < shape.tuplesPerRecord(); i++, tuple++) {
                if (i % TUPLES_PER_GROUP == 0) {
                    record.append(i == 0 ? "{" : "]},{");
                    record.append("\"rule\":\"DefaultRule_").append(100_000 + group++ % shape.rules());
                    record.append("\",\"flowTuples\":[");
                } else {
                    record.append(',');
                }
                record.append('"')
                        .append(tuples.get((int) (tuple % tuples.size())))
                        .append('"');
            }
            left -= write(out, record.append("]}]}]}}").toString());
        } while (left > 0);
        write(out, "]}");
    }

    private static int write(OutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        out.write(bytes);
        return bytes.length;
    }

    private static String withSource(String tuple, String source) {
        int from = tuple.indexOf(',') + 1;
        return tuple.substring(0, from) + source + tuple.substring(tuple.indexOf(',', from));
    }

    /** The address of a number below 10^6, always of 14 characters. */
    private static String address(long number) {
        return "10." + (100 + number / 10_000) + '.' + (100 + number / 100 % 100) + '.' + (100 + number % 100);
    }
}
