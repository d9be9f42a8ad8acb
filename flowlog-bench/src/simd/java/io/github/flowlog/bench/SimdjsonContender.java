package io.github.flowlog.bench;

import java.io.IOException;
import java.util.List;
import org.simdjson.SimdJsonParser;
import org.simdjson.annotations.JsonFieldName;

/** simdjson-java's parser for a schema, which makes objects of these records, with each tuple split. */
final class SimdjsonContender implements LogContender {
    /** Deep enough for a flow log. */
    private static final int DEPTH = 64;

    /** What the parser wants to find behind the last byte. */
    private static final int PADDING = 64;

    private final StringRows rows = new StringRows();
    private final SimdJsonParser parser;

    /** The parser has memory for logs of up to {@code maxBytes}, several times as large, from the start. */
    SimdjsonContender(int maxBytes) {
        parser = new SimdJsonParser(maxBytes + PADDING, DEPTH);
    }

    @Override
    public void read(byte[] log, RowSink sink) throws IOException {
        rows.begin(sink);
        for (Element element : parser.parse(log, log.length, Log.class).records()) {
            if (element.properties() != null) {
                for (Rule rule : element.properties().flows()) {
                    for (Group group : rule.flows()) {
                        add(group, element.properties().version());
                    }
                }
            } else {
                for (Acl acl : element.flowRecords().flows()) {
                    for (Group group : acl.flowGroups()) {
                        add(group, element.flowLogVersion());
                    }
                }
            }
        }
        rows.end();
    }

    private void add(Group group, int version) throws IOException {
        for (String tuple : group.flowTuples()) {
            rows.add(tuple, version);
        }
    }

    /** Public, as all that follow, for the parser's reflection. */
    public record Log(List<Element> records) {}

    /** A record of either kind; the other's components are null. */
    public record Element(Integer flowLogVersion, FlowRecords flowRecords, Properties properties) {}

    /** Of a VNet flow log. */
    public record FlowRecords(List<Acl> flows) {}

    /** Of a VNet flow log. */
    public record Acl(List<Group> flowGroups) {}

    /** Of an NSG flow log. */
    public record Properties(@JsonFieldName("Version") int version, List<Rule> flows) {}

    /** Of an NSG flow log. */
    public record Rule(List<Group> flows) {}

    /** What holds the tuples of both. */
    public record Group(List<String> flowTuples) {}
}
