package io.github.flowlog.adx.stand;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Passes requests on to one port of Azurite, so that faults can be played on the way.
 *
 * <p>Neither shared keys nor shared access signatures sign the host, so a client may use the proxy's port as if it were Azurite's.
 */
final class StorageProxy implements Door.Service {
    private static final Set<String> OF_THE_CONNECTION =
            Set.of("connection", "content-length", "expect", "host", "transfer-encoding", "upgrade", "http2-settings");

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final int port;

    StorageProxy(int port) {
        this.port = port;
    }

    @Override
    public Door.Request request(HttpExchange exchange) {
        String method = exchange.getRequestMethod();
        URI asked = exchange.getRequestURI();
        return new Door.Request() {
            @Override
            public String text() {
                return method + " " + asked;
            }

            @Override
            public Door.Reply run() throws IOException, InterruptedException {
                return pass(exchange, method, URI.create("http://127.0.0.1:" + port + asked));
            }
        };
    }

    private Door.Reply pass(HttpExchange exchange, String method, URI target) throws IOException, InterruptedException {
        String length = exchange.getRequestHeaders().getFirst("Content-Length");
        long bytes = length == null ? 0 : Long.parseLong(length);
        InputStream body = exchange.getRequestBody();
        HttpRequest.Builder request = HttpRequest.newBuilder(target)
                .method(
                        method,
                        bytes == 0
                                ? BodyPublishers.noBody()
                                : BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(() -> body), bytes));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        HttpResponse<InputStream> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        boolean noBody = method.equals("HEAD") || answer.statusCode() == 204 || answer.statusCode() == 304;
        long known = answer.headers().firstValueAsLong("content-length").orElse(0);
        return new Door.Reply(
                answer.statusCode(),
                noBody || answer.headers().firstValue("content-length").equals(Optional.of("0")) ? -1 : known,
                answer.body(),
                to -> header(to, answer.headers().map(), method.equals("HEAD")));
    }

    private static void header(HttpExchange exchange, Map<String, List<String>> headers, boolean head) {
        headers.forEach((name, values) -> {
            boolean ofConnection = OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT));
            if (!ofConnection || (head && name.equalsIgnoreCase("content-length"))) {
                exchange.getResponseHeaders().put(name, values);
            }
        });
    }

    @Override
    public Door.Reply error(int status, String code) {
        Door.Reply reply = Replies.text(
                status,
                "application/xml",
                "<?xml version=\"1.0\" encoding=\"utf-8\"?><Error><Code>" + code
                        + "</Code><Message>played by the stand</Message></Error>");
        return new Door.Reply(reply.status(), reply.length(), reply.body(), exchange -> {
            reply.header().write(exchange);
            exchange.getResponseHeaders().set("x-ms-error-code", code);
        });
    }
}
