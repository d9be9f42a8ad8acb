package io.github.flowlog.adx.kusto;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The answers of a cluster, and of its storage, one by one as a test wants them. */
public final class FakeKusto implements AutoCloseable {
    /** What a path is answered with. */
    public interface Answer {
        void to(HttpExchange exchange, String body) throws IOException;
    }

    /**
     * What was asked.
     *
     * @param headers by name in lower case
     */
    public record Request(String path, String body, Map<String, List<String>> headers) {}

    public static final String METADATA = "/v1/rest/auth/metadata";
    public static final String COMMAND = "/v1/rest/mgmt";
    public static final String QUERY = "/v2/rest/query";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "fake-kusto");
        thread.setDaemon(true);
        return thread;
    });
    private final CountDownLatch end = new CountDownLatch(1);
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();

    private FakeKusto() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    public static FakeKusto start() throws IOException {
        return new FakeKusto().on(METADATA, status(404, ""));
    }

    public String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public ClusterAddress address() {
        return ClusterAddress.parse(endpoint() + "/Net");
    }

    /** Answers what begins with a path, or with a path, a blank and a command. */
    public FakeKusto on(String path, Answer answer) {
        answers.put(path, answer);
        return this;
    }

    public List<Request> requests(String path) {
        return requests.stream()
                .filter(request -> request.path().startsWith(path))
                .toList();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        Map<String, List<String>> headers = new ConcurrentHashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(java.util.Locale.ROOT), values));
        requests.add(new Request(path, body, headers));
        Answer answer = answers.entrySet().stream()
                .filter(entry -> {
                    String[] parts = entry.getKey().split(" ", 2);
                    return path.startsWith(parts[0]) && (parts.length == 1 || body.contains(parts[1]));
                })
                .max((a, b) -> Integer.compare(a.getKey().length(), b.getKey().length()))
                .map(Map.Entry::getValue)
                .orElse(status(404, ""));
        answer.to(exchange, body);
    }

    public static Answer json(String json) {
        return status(200, json);
    }

    public static Answer status(int status, String body) {
        return (exchange, question) -> {
            byte[] bytes = body.getBytes(UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json; charset=utf-8");
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        };
    }

    /** Ends the connection without an answer. */
    public static Answer cut() {
        return (exchange, question) -> exchange.close();
    }

    /** Does what is to be done, and then ends the connection without an answer. */
    public static Answer cutHalfway(String body) {
        return (exchange, question) -> {
            byte[] bytes = body.getBytes(UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes, 0, bytes.length / 2);
            exchange.getResponseBody().flush();
            exchange.close();
        };
    }

    /** Answers nothing until this ends. */
    public Answer never() {
        return (exchange, question) -> {
            try {
                end.await();
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        };
    }

    public static String error(boolean permanent, String message) {
        return "{\"error\":{\"code\":\"BadRequest\",\"message\":\"Request is invalid\",\"@type\":\"Kusto.Data.Exceptions.X\","
                + "\"@message\":\"" + message + "\",\"@permanent\":" + permanent + ",\"@context\":{}}}";
    }

    /** The answer to a command. */
    public static String v1(String columns, String rows) {
        return "{\"Tables\":[{\"TableName\":\"Table_0\",\"Columns\":[" + columns + "],\"Rows\":[" + rows + "]}]}";
    }

    /** The answer to a query. */
    public static String v2(String columns, String rows) {
        return """
            [{"FrameType":"DataSetHeader","IsProgressive":false,"Version":"v2.0"},
             {"FrameType":"DataTable","TableId":0,"TableKind":"QueryProperties","TableName":"@ExtendedProperties",
              "Columns":[{"ColumnName":"TableId","ColumnType":"int"}],"Rows":[[1]]},
             {"FrameType":"DataTable","TableId":1,"TableKind":"PrimaryResult","TableName":"PrimaryResult",
              "Columns":[%s],"Rows":[%s]},
             {"FrameType":"DataTable","TableId":2,"TableKind":"QueryCompletionInformation","TableName":"QueryCompletionInformation",
              "Columns":[{"ColumnName":"Level","ColumnType":"int"}],"Rows":[[4]]},
             {"FrameType":"DataSetCompletion","HasErrors":false,"Cancelled":false}]""".formatted(columns, rows);
    }

    /** A column of either answer. */
    public static String column(String name, String type) {
        return "{\"ColumnName\":\"" + name + "\",\"ColumnType\":\"" + type + "\"}";
    }

    /** The answer that lends storage. */
    public static String resources(List<String> containers, String queue, String table) {
        StringBuilder rows = new StringBuilder();
        containers.forEach(url -> rows.append("[\"TempStorage\",\"" + url + "\"],"));
        rows.append("[\"SecuredReadyForAggregationQueue\",\"" + queue + "\"],");
        rows.append("[\"SuccessfulIngestionsQueue\",\"" + queue + "\"],");
        rows.append("[\"FailedIngestionsQueue\",\"" + queue + "\"],");
        rows.append("[\"IngestionsStatusTable\",\"" + table + "\"]");
        return v1(column("ResourceTypeName", "string") + "," + column("StorageRoot", "string"), rows.toString());
    }

    public static String token() {
        return v1(column("AuthorizationContext", "string"), "[\"canary-identity\"]");
    }

    /** Leaves a port that nobody listens at. */
    void stopListening() {
        server.stop(0);
    }

    @Override
    public void close() {
        end.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
