package io.github.flowlog.adx.questions;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A function or view of the database, in an order in which each finds those that it uses. */
public enum Question {
    /** The rows of a while, of one resource or of all; what the others begin with. */
    FLOW_WINDOW("FlowWindow", "flow_window"),
    /** Whether an address is in a network. */
    IN_NET("InNet", "in_net"),
    /** What was denied. */
    DROPPED_FLOWS("DroppedFlows", "dropped_flows"),
    /** Every tuple between two ends. */
    FLOWS_BETWEEN("FlowsBetween", "flows_between"),
    /** Pairs by bytes. */
    TOP_TALKERS("TopTalkers", "top_talkers"),
    /** Bytes between private and public addresses. */
    PRIVATE_PUBLIC_MATRIX("PrivatePublicMatrix", "private_public_matrix"),
    /** Rules that deny. */
    DENIALS_BY_RULE("DenialsByRule", "denials_by_rule"),
    /** Ports from one end to another. */
    REQUIRED_PORTS("RequiredPorts", "required_ports"),
    /** Ports that public addresses reach. */
    EXPOSED_PORTS("ExposedPorts", "exposed_ports"),
    /** Pairs that did not talk before. */
    NEW_TALKERS("NewTalkers", "new_talkers"),
    /** Who tries many ports. */
    PORT_SCAN("PortScan", "port_scan"),
    /** What is not encrypted in virtual networks. */
    UNENCRYPTED_FLOWS("UnencryptedFlows", "unencrypted_flows"),
    /** What each interface logged by hour. */
    INGEST_HEALTH("IngestHealth", "ingest_health"),
    /** Rows that are there more than once. */
    DUPLICATES("Duplicates", "duplicates"),
    /** The rows with full resource ids. */
    FLOW_LOGS_WIDE("FlowLogsWide", "FlowLogsWide"),
    /** The table of a post that many dashboards were written for. */
    FLOW_LOGS_OF_THE_POST("flowLogs", "flow_logs_post"),
    /** Totals by hour. */
    FLOWS_HOURLY("FlowsHourly", "flows_hourly"),
    /** Totals by day. */
    FLOWS_DAILY("FlowsDaily", "flows_daily");

    /** The table where it stands for a table, and not for the folder in quotes. */
    private static final Pattern TABLE = Pattern.compile("(?<!')\\bFlowLogs\\b(?!')");

    private final String kqlName;
    private final String sqlName;

    Question(String kqlName, String sqlName) {
        this.kqlName = kqlName;
        this.sqlName = sqlName;
    }

    /** The name in a cluster. */
    public String kqlName() {
        return kqlName;
    }

    /** The name in a DuckDB file. */
    public String sqlName() {
        return sqlName;
    }

    /** Whether the cluster keeps the answer up to date beside the rows. */
    public boolean isMaterialized() {
        return this == FLOWS_HOURLY || this == FLOWS_DAILY;
    }

    /**
     * The command that makes it in a cluster.
     *
     * @param table the table of flow tuples as KQL writes its name
     */
    public String kql(String table) {
        return TABLE.matcher(resource(kqlName + ".kql")).replaceAll(match -> Matcher.quoteReplacement(table));
    }

    /** The statements that make it in a DuckDB file, where the table is FlowLogs. */
    public String sql() {
        return resource(kqlName + ".sql");
    }

    private static String resource(String name) {
        try (InputStream in = Question.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("resource " + name + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
