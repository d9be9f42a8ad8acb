package io.github.flowlog.spec;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The input of a spec row as bytes, and the places marked in it.
 *
 * <p>{@code <LF> <CR> <TAB> <BOM> <xFF>} are bytes, {@code <EMPTY>} is none, {@code <a*64>} is a text many times,
 * {@code <1>} to {@code <99>} mark a place and are no bytes. {@code @t1 @t2 @t4} is a good tuple of that version without
 * quotes, {@code @v1[...] @v2[...] @v4[...]} a good record with these tuples. How {@code <any of a b c>} makes several
 * rows out of one says {@link SpecTables}.
 */
final class SpecInput {
    static final String TUPLE_V1 = "1490119174,10.0.17.4,13.88.145.72,57312,443,T,O,A";
    static final String TUPLE_V2 = "1542110377,10.0.0.4,13.67.143.118,44931,443,T,O,A,C,1021,588096,8005,4610880";
    static final String TUPLE_V4 = "1663146003599,10.0.0.6,52.239.184.180,23956,443,6,O,E,NX,3,767,2,1580";

    private static final String NSG_RECORD =
            "{\"time\":\"2018-11-13T12:00:35.3899262Z\",\"macAddress\":\"000D3AF87856\","
                    + "\"resourceId\":\"/N/NSG\",\"properties\":{\"Version\":%s,\"flows\":[{\"rule\":\"R\",\"flows\":"
                    + "[{\"mac\":\"000D3AF87856\",\"flowTuples\":[%s]}]}]}}";
    private static final String VNET_RECORD =
            "{\"time\":\"2022-09-14T09:00:52.5625085Z\",\"flowLogVersion\":%s,\"macAddress\":\"00224871C205\","
                    + "\"targetResourceID\":\"/v/net\",\"flowRecords\":{\"flows\":[{\"aclID\":\"ACL\",\"flowGroups\":"
                    + "[{\"rule\":\"R\",\"flowTuples\":[%s]}]}]}}";
    private static final Pattern RECORD = Pattern.compile("@v([124])\\[([^\\]]*)\\]");
    private static final Pattern TOKEN =
            Pattern.compile("<(?:(LF|CR|TAB|BOM|EMPTY)|x([0-9A-F]{2})|([^<>]+)\\*([0-9]+)|([0-9]{1,2}))>");

    private final byte[] bytes;
    private final Map<String, Integer> marks;

    private SpecInput(byte[] bytes, Map<String, Integer> marks) {
        this.bytes = bytes;
        this.marks = marks;
    }

    static SpecInput parse(String text) {
        String expanded = RECORD.matcher(text)
                .replaceAll(record -> Matcher.quoteReplacement(String.format(
                        record.group(1).equals("4") ? VNET_RECORD : NSG_RECORD, record.group(1), record.group(2))));
        expanded = expanded.replace("@t1", TUPLE_V1).replace("@t2", TUPLE_V2).replace("@t4", TUPLE_V4);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Map<String, Integer> marks = new HashMap<>();
        Matcher token = TOKEN.matcher(expanded);
        int from = 0;
        while (token.find()) {
            out.writeBytes(expanded.substring(from, token.start()).getBytes(StandardCharsets.UTF_8));
            from = token.end();
            write(token, out, marks);
        }
        out.writeBytes(expanded.substring(from).getBytes(StandardCharsets.UTF_8));
        marks.put("end", out.size());
        return new SpecInput(out.toByteArray(), marks);
    }

    private static void write(Matcher token, ByteArrayOutputStream out, Map<String, Integer> marks) {
        if (token.group(1) != null) {
            String bytes = switch (token.group(1)) {
                case "LF" -> "\n";
                case "CR" -> "\r";
                case "TAB" -> "\t";
                case "BOM" -> "\uFEFF";
                default -> "";
            };
            out.writeBytes(bytes.getBytes(StandardCharsets.UTF_8));
        } else if (token.group(2) != null) {
            out.write(Integer.parseInt(token.group(2), 16));
        } else if (token.group(3) != null) {
            out.writeBytes(
                    token.group(3).repeat(Integer.parseInt(token.group(4))).getBytes(StandardCharsets.UTF_8));
        } else {
            marks.put(token.group(5), out.size());
        }
    }

    byte[] bytes() {
        return bytes.clone();
    }

    int mark(String name) {
        Integer at = marks.get(name);
        if (at == null) {
            throw new IllegalArgumentException("no place is marked <" + name + ">");
        }
        return at;
    }
}
