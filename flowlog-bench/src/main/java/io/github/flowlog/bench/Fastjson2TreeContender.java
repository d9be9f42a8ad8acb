package io.github.flowlog.bench;

import com.alibaba.fastjson2.JSON;
import com.alibaba.fastjson2.JSONArray;
import com.alibaba.fastjson2.JSONObject;
import java.io.IOException;

/** fastjson2's tree of the whole log, of which each tuple is split. */
final class Fastjson2TreeContender implements LogContender {
    private final StringRows rows = new StringRows();

    @Override
    public void read(byte[] log, RowSink sink) throws IOException {
        rows.begin(sink);
        JSONArray records = JSON.parseObject(log).getJSONArray("records");
        for (int i = 0; i < records.size(); i++) {
            JSONObject element = records.getJSONObject(i);
            JSONObject properties = element.getJSONObject("properties");
            if (properties == null) {
                flows(
                        element.getJSONObject("flowRecords").getJSONArray("flows"),
                        element.getIntValue("flowLogVersion"));
            } else {
                flows(properties.getJSONArray("flows"), properties.getIntValue("Version"));
            }
        }
        rows.end();
    }

    private void flows(JSONArray flows, int version) throws IOException {
        for (int i = 0; i < flows.size(); i++) {
            JSONArray groups = flows.getJSONObject(i).getJSONArray(version == 4 ? "flowGroups" : "flows");
            for (int j = 0; j < groups.size(); j++) {
                for (Object tuple : groups.getJSONObject(j).getJSONArray("flowTuples")) {
                    rows.add((String) tuple, version);
                }
            }
        }
    }
}
