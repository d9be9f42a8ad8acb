package io.github.flowlog.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;

/** jackson-databind's tree of the whole log, of which each tuple is split. */
final class DatabindContender implements LogContender {
    private final ObjectMapper mapper = new ObjectMapper();
    private final StringRows rows = new StringRows();

    @Override
    public void read(byte[] log, RowSink sink) throws IOException {
        rows.begin(sink);
        for (JsonNode element : mapper.readTree(log).path("records")) {
            JsonNode properties = element.path("properties");
            if (properties.isMissingNode()) {
                flows(
                        element.path("flowRecords").path("flows"),
                        element.path("flowLogVersion").asInt());
            } else {
                flows(properties.path("flows"), properties.path("Version").asInt());
            }
        }
        rows.end();
    }

    private void flows(JsonNode flows, int version) throws IOException {
        for (JsonNode flow : flows) {
            for (JsonNode group : flow.path(version == 4 ? "flowGroups" : "flows")) {
                for (JsonNode tuple : group.path("flowTuples")) {
                    rows.add(tuple.textValue(), version);
                }
            }
        }
    }
}
