package io.github.flowlog.synthetic;

/**
 * Writes records as Azure does: compact, on one line, keys in Azure's order, ACL and rule groups opened and closed as the
 * tuples need them.
 */
final class RecordLayout {

    private final AsciiWriter out;
    /**
     * Whether version 4 is written as from 2022 to early 2024: the version second, rules of one ACL in one {@code flows}
     * element. Later logs have the version seventh and begin an element for every rule.
     */
    private final boolean early;

    private GeneratedFormat format = GeneratedFormat.VNET_V4;
    private Nic nic;
    private Rule rule;
    private boolean firstTuple;
    private boolean inGroup;

    RecordLayout(AsciiWriter out, boolean early, Nic nic, Rule rule) {
        this.out = out;
        this.early = early;
        this.nic = nic;
        this.rule = rule;
    }

    void open(GeneratedFormat recordFormat, Nic recordNic, RecordTime time) {
        format = recordFormat;
        nic = recordNic;
        inGroup = false;
        out.ascii("{\"time\":\"").ascii(time.text()).put('Z');
        if (format == GeneratedFormat.VNET_V4) {
            openVnet();
        } else {
            openNsg();
        }
    }

    private void openNsg() {
        out.ascii("\",\"systemId\":\"").ascii(nic.systemId());
        out.ascii("\",\"macAddress\":\"").ascii(nic.mac());
        out.ascii("\",\"category\":\"NetworkSecurityGroupFlowEvent\",\"resourceId\":\"")
                .ascii(nic.nsgResourceId());
        out.ascii("\",\"operationName\":\"NetworkSecurityGroupFlowEvents\",\"properties\":{\"Version\":");
        out.put(format == GeneratedFormat.NSG_V1 ? '1' : '2').ascii(",\"flows\":[");
    }

    private void openVnet() {
        out.ascii(early ? "\",\"flowLogVersion\":4,\"flowLogGUID\":\"" : "\",\"flowLogGUID\":\"");
        out.ascii(nic.flowLogGuid()).ascii("\",\"macAddress\":\"").ascii(nic.mac());
        out.ascii("\",\"category\":\"FlowLogFlowEvent\",\"flowLogResourceID\":\"")
                .ascii(nic.flowLogResourceId());
        out.ascii("\",\"targetResourceID\":\"").ascii(nic.targetResourceId());
        out.ascii(early ? "\"," : "\",\"flowLogVersion\":4,");
        out.ascii("\"operationName\":\"FlowLogFlowEvent\",\"flowRecords\":{\"flows\":[");
    }

    void tuple(Tuple tuple) {
        if (!inGroup || !tuple.rule.equals(rule)) {
            openGroup(tuple.rule);
        }
        out.put(firstTuple ? '"' : ',');
        if (!firstTuple) {
            out.put('"');
        }
        firstTuple = false;
        TupleText.write(out, tuple, format);
        out.put('"');
    }

    private void openGroup(Rule next) {
        if (format != GeneratedFormat.VNET_V4) {
            out.ascii(inGroup ? "]}]},{\"rule\":\"" : "{\"rule\":\"").ascii(next.name());
            out.ascii("\",\"flows\":[{\"mac\":\"").ascii(nic.mac());
        } else {
            if (inGroup && early && next.acl().equals(rule.acl())) {
                out.ascii("]},{\"rule\":\"");
            } else {
                out.ascii(inGroup ? "]}]},{\"aclID\":\"" : "{\"aclID\":\"").ascii(next.acl());
                out.ascii("\",\"flowGroups\":[{\"rule\":\"");
            }
            out.ascii(next.name());
        }
        out.ascii("\",\"flowTuples\":[");
        rule = next;
        inGroup = true;
        firstTuple = true;
    }

    void close() {
        out.ascii(inGroup ? "]}]}]}}" : "]}}");
    }
}
