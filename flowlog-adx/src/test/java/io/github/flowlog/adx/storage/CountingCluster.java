package io.github.flowlog.adx.storage;

import io.github.flowlog.adx.kusto.Cluster;
import io.github.flowlog.adx.kusto.ClusterAddress;
import io.github.flowlog.adx.kusto.KustoRows;
import io.github.flowlog.adx.kusto.QueuedBlob;
import io.github.flowlog.adx.kusto.QueuedState;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** A cluster that takes what is queued at once, and keeps of its rows only how many there are of each key. */
final class CountingCluster implements Cluster, StagingArea {
    private static final int SOURCE_ID = 23;
    private static final int BATCH_ID = 26;
    private static final Pattern COUNTED = Pattern.compile("\\['(\\w+)'\\] \\| where (\\w+) .*");
    private static final Pattern LITERAL = Pattern.compile("'([\\w:-]+)'");

    private final Map<String, byte[]> blobs = new HashMap<>();
    private final Set<String> tags = new HashSet<>();
    private final Map<String, Long> rowsOfBatches = new HashMap<>();
    /** By number, because there are many. */
    private final Map<Long, Integer> rowsOfSources = new HashMap<>();

    private final Map<String, Set<Long>> keys = new HashMap<>();

    /** How many rows there are of each source. */
    synchronized List<Integer> rowsOfSources() {
        return List.copyOf(rowsOfSources.values());
    }

    @Override
    public ClusterAddress address() {
        return new ClusterAddress("https://flows.westeurope.kusto.windows.net", "Net", "FlowLogs");
    }

    @Override
    public synchronized KustoRows query(String kql) {
        Matcher counted = COUNTED.matcher(kql);
        if (!counted.matches()) {
            throw new AssertionError(kql);
        }
        String key = counted.group(2);
        boolean count = kql.endsWith("| count");
        Map<String, Long> found = new LinkedHashMap<>();
        for (Matcher literal = LITERAL.matcher(kql.substring(kql.indexOf("where"))); literal.find(); ) {
            String value = literal.group(1);
            Long rows = rows(counted.group(1), key, value);
            if (rows != null || count) {
                found.put(value, rows == null ? 0 : rows);
            }
        }
        if (count) {
            return new KustoRows(List.of(new KustoRows.Column("Count", "long")), List.of(List.copyOf(found.values())));
        }
        return new KustoRows(
                List.of(new KustoRows.Column(key, "string"), new KustoRows.Column("Rows", "long")),
                found.entrySet().stream()
                        .map(entry -> List.<Object>of(entry.getKey(), entry.getValue()))
                        .toList());
    }

    private @Nullable Long rows(String table, String key, String value) {
        if (key.equals("BatchId")) {
            return rowsOfBatches.get(value);
        }
        long number = Long.parseUnsignedLong(value, 16);
        if (!table.equals("FlowLogs")) {
            return keys.getOrDefault(table, Set.of()).contains(number) ? 1L : null;
        }
        Integer rows = rowsOfSources.get(number);
        return rows == null ? null : rows.longValue();
    }

    @Override
    public synchronized KustoRows manage(String command) {
        Matcher tag = LITERAL.matcher(command.substring(command.indexOf("has")));
        boolean known = tag.find() && tags.contains(tag.group(1).substring("ingest-by:".length()));
        return new KustoRows(
                List.of(new KustoRows.Column("ExtentId", "guid")), known ? List.of(List.of("one")) : List.of());
    }

    @Override
    public StagingArea staging() {
        return this;
    }

    @Override
    public synchronized String upload(String name, Path file) throws IOException {
        blobs.put("https://staging/" + name, Files.readAllBytes(file));
        return "https://staging/" + name;
    }

    @Override
    public synchronized boolean holds(String url, long bytes) {
        return blobs.containsKey(url);
    }

    @Override
    public String readable(String url) {
        return url;
    }

    @Override
    public synchronized void enqueue(QueuedBlob blob) {
        byte[] bytes = blobs.remove(blob.url());
        if (!blob.tag().isEmpty() && !tags.add(blob.tag())) {
            return;
        }
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(new ByteArrayInputStream(bytes)), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] fields = line.split(",", -1);
                if (blob.table().equals("FlowLogs")) {
                    rowsOfBatches.merge(fields[BATCH_ID], 1L, Long::sum);
                    rowsOfSources.merge(Long.parseUnsignedLong(fields[SOURCE_ID], 16), 1, Integer::sum);
                } else {
                    keys.computeIfAbsent(blob.table(), first -> new HashSet<>())
                            .add(Long.parseUnsignedLong(fields[0], 16));
                }
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    @Override
    public QueuedState state(UUID sourceId) {
        return new QueuedState(QueuedState.Kind.PENDING, "");
    }

    @Override
    public void close() {}
}
