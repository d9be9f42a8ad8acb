package io.github.flowlog.adx.setup;

import io.github.flowlog.adx.kusto.Cluster;
import io.github.flowlog.adx.kusto.ClusterAddress;
import io.github.flowlog.adx.kusto.ClusterException;
import io.github.flowlog.adx.kusto.KustoRows;
import io.github.flowlog.adx.kusto.QueuedBlob;
import io.github.flowlog.adx.kusto.QueuedState;
import io.github.flowlog.adx.storage.StagingArea;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A database that remembers tables, mappings and policies as the commands of the set-up make them, and answers what is asked of it. */
public final class FakeCluster implements Cluster {
    private static final String NAME = "(\\w+|\\['[^']*'\\])";
    private static final Pattern CREATE = Pattern.compile("\\.create-merge table " + NAME + " \\((.*?)\\) with .*");
    private static final Pattern MAPPING =
            Pattern.compile("\\.create-or-alter table " + NAME + " ingestion csv mapping '(.*?)' '(.*)'");
    private static final Pattern POLICY = Pattern.compile("\\.alter(?:-merge)? table " + NAME + " policy (\\w+) (.*)");
    private static final Pattern FUNCTION = Pattern.compile(
            "\\.create-or-alter function with \\(.* docstring = '(?:[^'\\\\]|\\\\.)*'\\) (\\w+)(\\(.*?\\)) (\\{.*\\})");
    private static final Pattern VIEW =
            Pattern.compile("\\.create ifnotexists materialized-view with \\(.*'\\) (\\w+) on table .*");
    private static final Pattern SHOW_POLICY = Pattern.compile("\\.show (table|database) " + NAME + " policy (\\w+)");
    private static final Pattern SHOW =
            Pattern.compile("\\.show table " + NAME + " (cslschema|details|ingestion csv mappings)");

    private final ClusterAddress address;
    private final Map<String, List<String>> tables = new LinkedHashMap<>();
    private final Map<String, String> mappings = new LinkedHashMap<>();
    private final Map<String, String> policies = new LinkedHashMap<>();
    private final Map<String, String> functions = new LinkedHashMap<>();
    private final List<String> views = new ArrayList<>();
    private final List<String> changes = new ArrayList<>();
    private @Nullable ClusterException managing;
    private @Nullable ClusterException queueing;

    public FakeCluster(String table) {
        address = new ClusterAddress("https://flows.westeurope.kusto.windows.net", "net", table);
    }

    /** Puts a table there as someone else made it. */
    FakeCluster withTable(String name, String... columns) {
        tables.put(name, new ArrayList<>(List.of(columns)));
        return this;
    }

    /** Sets a policy of {@code table FlowLogs} or {@code database net}; null takes it away. */
    FakeCluster withPolicy(String entity, String kind, @Nullable String json) {
        if (json == null) {
            policies.remove(entity + " " + kind);
        } else {
            policies.put(entity + " " + kind, json);
        }
        return this;
    }

    FakeCluster withMapping(String table, String mapping, String json) {
        mappings.put(table + " " + mapping, json);
        return this;
    }

    FakeCluster withFunction(String name, String body) {
        functions.put(name, body);
        return this;
    }

    FakeCluster refusing(ClusterException refusal) {
        managing = refusal;
        return this;
    }

    FakeCluster refusingToQueue(ClusterException refusal) {
        queueing = refusal;
        return this;
    }

    /** Everything that was asked to be changed, in order. */
    List<String> changes() {
        return changes;
    }

    /** The columns of a table, each as {@code name:type}. */
    List<String> columns(String table) {
        return tables.getOrDefault(table, List.of());
    }

    String policy(String entity, String kind) {
        return policies.getOrDefault(entity + " " + kind, "null");
    }

    @Override
    public KustoRows manage(String command) throws ClusterException {
        if (managing != null) {
            throw managing;
        }
        String line = command.replace('\n', ' ').trim();
        return line.startsWith(".show") ? show(line) : change(line);
    }

    private KustoRows change(String line) {
        changes.add(line);
        Matcher create = CREATE.matcher(line);
        if (create.matches()) {
            List<String> columns = tables.computeIfAbsent(plain(create.group(1)), name -> new ArrayList<>());
            for (String column : create.group(2).trim().split(",\\s*", -1)) {
                String declared = column.replace(": ", ":");
                if (!columns.contains(declared)) {
                    columns.add(declared);
                }
            }
        }
        Matcher mapping = MAPPING.matcher(line);
        if (mapping.matches()) {
            mappings.put(plain(mapping.group(1)) + " " + mapping.group(2), mapping.group(3));
        }
        Matcher policy = POLICY.matcher(line);
        if (policy.matches()) {
            policies.put("table " + plain(policy.group(1)) + " " + policy.group(2), policyJson(policy.group(3)));
        }
        Matcher function = FUNCTION.matcher(line);
        if (function.matches()) {
            functions.put(function.group(1), function.group(3));
        }
        Matcher view = VIEW.matcher(line);
        if (view.matches()) {
            views.add(view.group(1));
        }
        return rows(List.of());
    }

    private static String policyJson(String given) {
        if (given.startsWith("'")) {
            return given.substring(1, given.length() - 1);
        }
        String period = given.replaceFirst(".* = (\\d+)d", "$1.00:00:00");
        return given.startsWith("hot")
                ? "{\"DataHotSpan\":{\"Value\":\"" + period + "\"}}"
                : "{\"SoftDeletePeriod\":\"" + period + "\",\"Recoverability\":\"Enabled\"}";
    }

    private KustoRows show(String line) throws ClusterException {
        if (line.equals(".show tables")) {
            return rows(tables.keySet().stream().map(List::<@Nullable Object>of).toList(), "TableName");
        }
        if (line.equals(".show materialized-views")) {
            return rows(views.stream().map(List::<@Nullable Object>of).toList(), "Name");
        }
        if (line.equals(".show functions")) {
            return rows(
                    functions.entrySet().stream()
                            .map(function -> List.<@Nullable Object>of(function.getKey(), function.getValue()))
                            .toList(),
                    "Name",
                    "Body");
        }
        Matcher policy = SHOW_POLICY.matcher(line);
        if (policy.matches()) {
            return rows(
                    List.of(List.of(policy(policy.group(1) + " " + plain(policy.group(2)), policy.group(3)))),
                    "Policy");
        }
        Matcher show = SHOW.matcher(line);
        if (!show.matches() || !tables.containsKey(plain(show.group(1)))) {
            throw new ClusterException("The cluster does not know: " + line, true, null);
        }
        String table = plain(show.group(1));
        return switch (show.group(2)) {
            case "cslschema" -> rows(List.of(List.of(String.join(",", columns(table)))), "Schema");
            case "details" -> rows(List.of(List.of(effectiveRetention(table))), "RetentionPolicy");
            default ->
                rows(
                        mappings.entrySet().stream()
                                .filter(mapping -> mapping.getKey().startsWith(table + " "))
                                .map(mapping -> List.<@Nullable Object>of(
                                        mapping.getKey().substring(table.length() + 1), mapping.getValue()))
                                .toList(),
                        "Name",
                        "Mapping");
        };
    }

    private String effectiveRetention(String table) {
        String own = policy("table " + table, "retention");
        return own.equals("null") ? policy("database net", "retention") : own;
    }

    private static String plain(String name) {
        return name.startsWith("[") ? name.substring(2, name.length() - 2) : name;
    }

    private static KustoRows rows(List<List<@Nullable Object>> rows, String... columns) {
        return new KustoRows(
                List.of(columns).stream()
                        .map(name -> new KustoRows.Column(name, "string"))
                        .toList(),
                rows);
    }

    @Override
    public ClusterAddress address() {
        return address;
    }

    @Override
    public KustoRows query(String kql) {
        throw new UnsupportedOperationException(kql);
    }

    @Override
    public StagingArea staging() {
        throw new UnsupportedOperationException("nothing is staged");
    }

    @Override
    public void enqueue(QueuedBlob blob) {
        throw new UnsupportedOperationException(blob.toString());
    }

    @Override
    public QueuedState state(UUID sourceId) throws ClusterException {
        if (queueing != null) {
            throw queueing;
        }
        return new QueuedState(QueuedState.Kind.PENDING, "");
    }

    @Override
    public void close() {
        // holds nothing
    }
}
