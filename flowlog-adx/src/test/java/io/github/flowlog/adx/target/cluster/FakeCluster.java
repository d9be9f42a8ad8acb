package io.github.flowlog.adx.target.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flowlog.adx.kusto.Cluster;
import io.github.flowlog.adx.kusto.ClusterAddress;
import io.github.flowlog.adx.kusto.ClusterException;
import io.github.flowlog.adx.kusto.KustoRows;
import io.github.flowlog.adx.kusto.QueuedBlob;
import io.github.flowlog.adx.kusto.QueuedState;
import io.github.flowlog.adx.storage.StagingArea;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
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

/**
 * A cluster in memory with a staging container, which honours ingest-by tags, takes what is queued when it is told to or at once, and
 * fails on demand. It outlives the targets of a test, as a cluster outlives processes.
 */
final class FakeCluster {
    private static final int SOURCE_ID = 23;
    private static final int OFFSET = 24;
    private static final int INDEX = 25;
    private static final int BATCH_ID = 26;
    private static final Pattern TAG = Pattern.compile("'ingest-by:(\\w+)'");
    private static final Pattern SUMMARY = Pattern.compile("^\\['(\\w+)'\\] .* by (\\w+)$");
    private static final Pattern LITERAL = Pattern.compile("'(\\w+)'");
    private static final String BUT_BATCHES = "BatchId !in";

    private final Map<String, byte[]> blobs = new HashMap<>();
    private final Deque<QueuedBlob> queue = new ArrayDeque<>();
    private final List<QueuedBlob> queued = new ArrayList<>();
    private final Map<String, List<String>> tables = new HashMap<>();
    private final Set<String> tags = new HashSet<>();
    private final Map<UUID, QueuedState> states = new HashMap<>();
    private final Map<String, Deque<Fault>> faults = new HashMap<>();
    private final List<String> asked = new ArrayList<>();
    private boolean atOnce = true;
    private boolean honoursTags = true;

    /** What goes wrong with one call. */
    enum Fault {
        /** Refused, and would be again. */
        REFUSED,
        /** Not done, and may be done another time. */
        THROTTLED,
        /** Done, and the answer is lost. */
        ANSWER_LOST,
        /** Done twice. */
        TWICE,
        /** Taken, and fails later. */
        FAILS_LATER,
        /** Taken, and fails later for good. */
        FAILS_FOR_GOOD,
        /** Taken, and never heard of again. */
        LOST
    }

    /** Whether what is queued is ingested at once. */
    synchronized void ingestAtOnce(boolean whether) {
        atOnce = whether;
    }

    /** Whether a batch is refused whose tag is there. */
    void honourTags(boolean whether) {
        honoursTags = whether;
    }

    /** Goes wrong at the next calls of a kind: query, manage, upload, enqueue, announce (which queues rows of the small tables). */
    synchronized void fail(String call, Fault... next) {
        faults.computeIfAbsent(call, first -> new ArrayDeque<>()).addAll(List.of(next));
    }

    /** Nothing goes wrong any more with calls of a kind. */
    synchronized void recover(String call) {
        faults.remove(call);
    }

    /** Queries and commands, in order. */
    synchronized List<String> asked() {
        return List.copyOf(asked);
    }

    private synchronized void meet(String call, String text) throws ClusterException {
        asked.add(text);
        Fault fault = nextFault(call);
        if (fault == Fault.REFUSED) {
            throw new ClusterException(call + " was refused; ask for the role", true, null);
        }
        if (fault != null) {
            throw new ClusterException(call + " was throttled", false, null);
        }
    }

    private Fault nextFault(String call) {
        Deque<Fault> next = faults.get(call);
        return next == null ? null : next.poll();
    }

    /** Blobs that were queued for the table of flow tuples, in order. */
    synchronized List<QueuedBlob> queued() {
        return queued.stream().filter(blob -> !blob.tag().isEmpty()).toList();
    }

    synchronized void removeBlobs() {
        blobs.clear();
    }

    /** Adds a row that no loader wrote. */
    synchronized void addRow(String line) {
        tables.computeIfAbsent("FlowLogs", first -> new ArrayList<>()).add(line);
    }

    synchronized void removeRows(String sourceId) {
        rows("FlowLogs").removeIf(row -> row.split(",", -1)[SOURCE_ID].equals(sourceId));
    }

    /** What a person does about the tag of a batch. */
    synchronized void dropTag(String batchId) {
        tags.remove(batchId);
    }

    synchronized List<String> rows(String table) {
        return tables.computeIfAbsent(table, first -> new ArrayList<>());
    }

    /** Offset/tuple of each row of the flow tuples, sorted. */
    synchronized List<String> places() {
        return rows("FlowLogs").stream()
                .map(row -> row.split(",", -1))
                .map(row -> row[OFFSET] + "/" + row[INDEX])
                .sorted()
                .toList();
    }

    /** Takes all that is queued. */
    synchronized void ingest() {
        while (!queue.isEmpty()) {
            ingest(queue.removeFirst());
        }
    }

    private void ingest(QueuedBlob blob) {
        if (honoursTags && !blob.tag().isEmpty() && !tags.add(blob.tag())) {
            states.put(blob.sourceId(), new QueuedState(QueuedState.Kind.SKIPPED, ""));
            return;
        }
        tags.add(blob.tag());
        byte[] bytes = blobs.get(blob.url().replaceFirst("\\?.*", ""));
        if (bytes == null) {
            states.put(blob.sourceId(), new QueuedState(QueuedState.Kind.FAILED, "the blob is not there"));
            tags.remove(blob.tag());
            return;
        }
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(new ByteArrayInputStream(bytes)), StandardCharsets.UTF_8))) {
            long raw = 0;
            List<String> rows = rows(blob.table());
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                rows.add(line);
                raw += line.getBytes(StandardCharsets.UTF_8).length + 1;
            }
            if (raw != blob.rawBytes()) {
                throw new AssertionError("told " + blob.rawBytes() + " bytes for " + raw);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        states.put(blob.sourceId(), new QueuedState(QueuedState.Kind.SUCCEEDED, ""));
    }

    /** A connection of one process. */
    Cluster connect() {
        return new Connection();
    }

    private static Set<String> literals(String kql) {
        Matcher found = LITERAL.matcher(kql);
        Set<String> literals = new HashSet<>();
        while (found.find()) {
            literals.add(found.group(1));
        }
        return literals;
    }

    private final class Connection implements Cluster {
        @Override
        public ClusterAddress address() {
            return new ClusterAddress("https://flows.westeurope.kusto.windows.net", "Net", "FlowLogs");
        }

        @Override
        public KustoRows query(String kql) throws ClusterException {
            meet("query", kql);
            synchronized (FakeCluster.this) {
                String condition = kql.substring(kql.indexOf("where"));
                int but = condition.contains(BUT_BATCHES) ? condition.indexOf(BUT_BATCHES) : condition.length();
                Set<String> wanted = literals(condition.substring(0, but));
                Set<String> leftOut = literals(condition.substring(but));
                if (kql.contains("BatchId ==")) {
                    long count = rows("FlowLogs").stream()
                            .filter(row -> wanted.contains(row.split(",", -1)[BATCH_ID]))
                            .count();
                    return new KustoRows(List.of(new KustoRows.Column("Count", "long")), List.of(List.of(count)));
                }
                Matcher summary = SUMMARY.matcher(kql);
                if (!summary.find()) {
                    throw new AssertionError(kql);
                }
                String table = summary.group(1);
                int keyColumn = table.equals("FlowLogs") ? SOURCE_ID : 0;
                Map<String, Long> counts = new LinkedHashMap<>();
                Map<String, Long> last = new HashMap<>();
                for (String row : rows(table)) {
                    String[] values = row.split(",", -1);
                    boolean isLeftOut = !leftOut.isEmpty() && leftOut.contains(values[BATCH_ID]);
                    if (wanted.contains(values[keyColumn]) && !isLeftOut) {
                        counts.merge(values[keyColumn], 1L, Long::sum);
                        if (table.equals("FlowLogs")) {
                            last.merge(values[keyColumn], Long.valueOf(values[OFFSET]), Math::max);
                        }
                    }
                }
                return new KustoRows(
                        List.of(
                                new KustoRows.Column(summary.group(2), "string"),
                                new KustoRows.Column("Rows", "long"),
                                new KustoRows.Column("Last", "long")),
                        counts.entrySet().stream()
                                .map(entry -> List.<Object>of(
                                        entry.getKey(), entry.getValue(), last.getOrDefault(entry.getKey(), 0L)))
                                .toList());
            }
        }

        @Override
        public KustoRows manage(String command) throws ClusterException {
            meet("manage", command);
            Matcher tag = TAG.matcher(command);
            if (!tag.find()) {
                throw new AssertionError(command);
            }
            synchronized (FakeCluster.this) {
                return new KustoRows(
                        List.of(new KustoRows.Column("ExtentId", "guid")),
                        tags.contains(tag.group(1)) ? List.of(List.of("one")) : List.of());
            }
        }

        @Override
        public StagingArea staging() {
            return new Container();
        }

        @Override
        public void enqueue(QueuedBlob blob) throws ClusterException {
            assertThat(blob.rawBytes()).as("what the SDK takes").isLessThanOrEqualTo(Integer.MAX_VALUE);
            synchronized (FakeCluster.this) {
                Fault fault = nextFault(blob.tag().isEmpty() ? "announce" : "enqueue");
                if (fault == Fault.REFUSED) {
                    throw new ClusterException("enqueue was refused; ask for the role", true, null);
                }
                if (fault == Fault.THROTTLED) {
                    throw new ClusterException("the queue is busy", false, null);
                }
                queued.add(blob);
                if (fault == Fault.FAILS_LATER || fault == Fault.FAILS_FOR_GOOD) {
                    states.put(
                            blob.sourceId(),
                            new QueuedState(
                                    fault == Fault.FAILS_LATER
                                            ? QueuedState.Kind.FAILED
                                            : QueuedState.Kind.FAILED_FOR_GOOD,
                                    "bad luck"));
                    return;
                }
                if (fault == Fault.LOST) {
                    return;
                }
                queue.addLast(blob);
                if (fault == Fault.TWICE) {
                    queue.addLast(blob);
                }
                if (atOnce) {
                    ingest();
                }
                if (fault == Fault.ANSWER_LOST) {
                    throw new ClusterException("the connection was cut", false, null);
                }
            }
        }

        @Override
        public QueuedState state(UUID sourceId) {
            synchronized (FakeCluster.this) {
                return states.getOrDefault(sourceId, new QueuedState(QueuedState.Kind.PENDING, ""));
            }
        }

        @Override
        public void close() {}
    }

    private final class Container implements StagingArea {
        @Override
        public String upload(String name, Path file) throws IOException {
            synchronized (FakeCluster.this) {
                Fault fault = nextFault("upload");
                if (fault == Fault.THROTTLED) {
                    throw new IOException("the container is busy");
                }
                blobs.put("https://staging/temp/" + name, Files.readAllBytes(file));
                if (fault == Fault.ANSWER_LOST) {
                    throw new IOException("the connection was cut");
                }
                return "https://staging/temp/" + name;
            }
        }

        @Override
        public boolean holds(String url, long bytes) {
            synchronized (FakeCluster.this) {
                byte[] blob = blobs.get(url);
                return blob != null && blob.length == bytes;
            }
        }

        @Override
        public String readable(String url) {
            return url + "?sig=secret";
        }
    }
}
