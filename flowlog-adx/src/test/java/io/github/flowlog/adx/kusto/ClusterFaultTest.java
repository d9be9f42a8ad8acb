package io.github.flowlog.adx.kusto;

import static io.github.flowlog.adx.kusto.FakeKusto.column;
import static io.github.flowlog.adx.kusto.FakeKusto.cut;
import static io.github.flowlog.adx.kusto.FakeKusto.cutHalfway;
import static io.github.flowlog.adx.kusto.FakeKusto.error;
import static io.github.flowlog.adx.kusto.FakeKusto.json;
import static io.github.flowlog.adx.kusto.FakeKusto.status;
import static io.github.flowlog.adx.kusto.FakeKusto.v2;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.flowlog.adx.kusto.FakeKusto.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each call, met by each fault: whether another try makes sense, and the sentence; a golden file holds the table. */
@Tag("long")
class ClusterFaultTest {
    private static final KustoCluster.Timeouts SHORT =
            new KustoCluster.Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(20));
    private static final KustoCluster.Timeouts LONG =
            new KustoCluster.Timeouts(Duration.ofSeconds(60), Duration.ofSeconds(90), Duration.ofSeconds(120));

    /** How a cut shows depends on whether the request was read before it: the end of the stream, or a reset. */
    private static final Pattern CUT = Pattern.compile("broke \\((EOF|IO|Socket)Exception\\)");

    private static final String SECRETS =
            "see https://a.blob.core.windows.net/c/b?sv=1&sig=canary-sig and Bearer canary-bearer";

    private static final String SLOW = "slow";
    private static final String NOBODY = "nobody listens";

    /** The SDK waits in Reactor's threads, ten for each core, for work that needs another one of them. */
    private static final int AT_ONCE = 8;

    /** What stands between the call and its answer. */
    private static final Map<String, Function<FakeKusto, Answer>> FAULTS = new LinkedHashMap<>();

    static {
        FAULTS.put("throttled", fake -> status(429, error(false, "Too many requests, " + SECRETS)));
        FAULTS.put("unavailable", fake -> status(503, error(false, "Busy, " + SECRETS)));
        FAULTS.put("no gateway", fake -> status(502, "<html>" + SECRETS + "</html>"));
        FAULTS.put("bad request", fake -> status(400, error(true, "Bad request, " + SECRETS)));
        FAULTS.put("bad for now", fake -> status(400, error(false, "Not now, " + SECRETS)));
        FAULTS.put(
                "no database", fake -> status(400, error(true, "Entity ID 'Net' of kind 'Database' was not found.")));
        FAULTS.put("unauthenticated", fake -> status(401, ""));
        FAULTS.put("forbidden", fake -> status(403, error(true, "Principal may not, " + SECRETS)));
        FAULTS.put("not found", fake -> status(404, "<html>" + SECRETS + "</html>"));
        FAULTS.put(NOBODY, fake -> cut());
        FAULTS.put("cut before", fake -> cut());
        FAULTS.put("cut halfway", fake -> cutHalfway("{\"Tables\":[]}                               "));
        FAULTS.put(SLOW, FakeKusto::never);
        FAULTS.put("no JSON", fake -> status(200, "<html>" + SECRETS + "</html>"));
        FAULTS.put("other JSON", fake -> json("{\"hello\":\"" + SECRETS + "\"}"));
    }

    private enum Call {
        QUERY(FakeKusto.QUERY) {
            @Override
            void run(Cluster cluster, Path file) throws Exception {
                cluster.query("T");
            }
        },
        COMMAND(FakeKusto.COMMAND) {
            @Override
            void run(Cluster cluster, Path file) throws Exception {
                cluster.manage(".show tables");
            }
        },
        UPLOAD_RESOURCES(FakeKusto.COMMAND) {
            @Override
            void run(Cluster cluster, Path file) throws Exception {
                cluster.staging().upload("T/b.csv.gz", file);
            }
        },
        UPLOAD("/account/temp") {
            @Override
            void run(Cluster cluster, Path file) throws Exception {
                cluster.staging().upload("T/b.csv.gz", file);
            }
        },
        ENQUEUE_RESOURCES(FakeKusto.COMMAND) {
            @Override
            void run(Cluster cluster, Path file) throws Exception {
                enqueue(cluster);
            }
        },
        ENQUEUE_STATUS("/account/status") {
            @Override
            void run(Cluster cluster, Path file) throws Exception {
                enqueue(cluster);
            }
        },
        ENQUEUE("/account/queue") {
            @Override
            void run(Cluster cluster, Path file) throws Exception {
                enqueue(cluster);
            }
        },
        STATE("/account/status") {
            @Override
            void run(Cluster cluster, Path file) throws Exception {
                cluster.state(UUID.randomUUID());
            }
        };

        private final String path;

        Call(String path) {
            this.path = path;
        }

        abstract void run(Cluster cluster, Path file) throws Exception;

        static void enqueue(Cluster cluster) throws ClusterException {
            cluster.enqueue(new QueuedBlob(
                    "http://127.0.0.1:9/account/temp/T/b.csv.gz?sig=canary-blob",
                    "T",
                    CsvMapping.NAME,
                    1,
                    "tag",
                    null,
                    UUID.randomUUID()));
        }
    }

    @TempDir
    Path folder;

    private final List<String> logged = new CopyOnWriteArrayList<>();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream err = System.err;
    private final PrintStream out = System.out;
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord record) {
            logged.add(record.getMessage() + " " + record.getThrown());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        handler.setLevel(Level.ALL);
        Logger.getLogger("").addHandler(handler);
        PrintStream heard = new PrintStream(printed, true, UTF_8);
        System.setErr(heard);
        System.setOut(heard);
    }

    @AfterEach
    void stopListening() {
        System.setErr(err);
        System.setOut(out);
        Logger.getLogger("").removeHandler(handler);
    }

    @Test
    void saysWhatToDoAndShowsNoSecret() throws Exception {
        Path file = Files.writeString(folder.resolve("b.csv.gz"), "small");
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        StringBuilder table = new StringBuilder();
        try {
            Map<String, Future<String>> outcomes = new HashMap<>();
            List<String> faults = new ArrayList<>(FAULTS.keySet());
            faults.sort(Comparator.comparing(fault -> !fault.equals(SLOW)));
            for (String fault : faults) {
                for (Call call : Call.values()) {
                    if (call == Call.UPLOAD && fault.equals(SLOW)) {
                        continue;
                    }
                    outcomes.put(call + fault, threads.submit(() -> outcome(call, fault, file)));
                }
            }
            for (Call call : Call.values()) {
                table.append("\n# ").append(call).append('\n');
                for (String fault : FAULTS.keySet()) {
                    // An upload takes as long as its transport allows, see OwnStagingTest.
                    if (call != Call.UPLOAD || !fault.equals(SLOW)) {
                        table.append(fault + " | " + outcomes.get(call + fault).get() + "\n");
                    }
                }
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(String.join("\n", logged)).doesNotContain("canary");
        assertThat(printed.toString(UTF_8)).isEmpty();
        assertThat(table.toString()).isEqualTo(golden());
    }

    private static String outcome(Call call, String fault, Path file) throws Exception {
        try (FakeKusto fake = FakeKusto.start()) {
            String account = fake.endpoint() + "/account/";
            fake.on(FakeKusto.COMMAND + " identity token", json(FakeKusto.token()));
            fake.on(
                    FakeKusto.COMMAND + " ingestion resources",
                    json(FakeKusto.resources(
                            List.of(account + "temp?sig=canary-temp"),
                            account + "queue?sig=canary-queue",
                            account + "status?sig=canary-status")));
            fake.on(FakeKusto.QUERY, json(v2(column("a", "long"), "[1]")));
            fake.on("/account", status(204, ""));
            Answer answer = FAULTS.get(fault).apply(fake);
            if (call.path.equals(FakeKusto.COMMAND)) {
                fake.on(FakeKusto.COMMAND + " ingestion resources", answer);
            }
            fake.on(call.path, answer);
            try (Cluster cluster = KustoCluster.open(fake.address(), fault.equals(SLOW) ? SHORT : LONG)) {
                if (fault.equals(NOBODY)) {
                    fake.stopListening();
                }
                call.run(cluster, file);
                return "passes |";
            } catch (ClusterException failure) {
                return told(fake, failure.isPermanent() ? "permanent" : "passing", failure);
            } catch (IOException failure) {
                return told(fake, "staging", failure);
            }
        }
    }

    private static String told(FakeKusto fake, String kind, Exception failure) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        assertThat(trace.toString() + failure).doesNotContain("canary");
        String message =
                String.valueOf(failure.getMessage()).replace(fake.address().host(), "HOST");
        return kind + " | " + CUT.matcher(message).replaceAll("broke (CUT)");
    }

    private static String golden() throws IOException {
        try (InputStream in = ClusterFaultTest.class.getResourceAsStream("cluster-faults.txt")) {
            String all = new String(in.readAllBytes(), UTF_8);
            return all.substring(all.indexOf('\n') + 1);
        }
    }
}
