package io.github.flowlog.adx.stand;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A port of 127.0.0.1 where requests come in, are faulted when a fault waits for them, and are answered otherwise. */
final class Door implements AutoCloseable {
    static {
        // without this every answer waits some 40 ms for an acknowledgement
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final ExecutorService threads;
    private final FaultPoint faults = new FaultPoint();
    private final Service service;

    /** What is behind a door. */
    interface Service {
        /** How faults name the request; its body was read to the end when it is needed for that. */
        Request request(HttpExchange exchange) throws IOException;

        /** The error in the service's own form. */
        Reply error(int status, String code);
    }

    /** A request that has come in. */
    interface Request {
        /** What faults look at. */
        String text();

        /** Carries it out. */
        Reply run() throws IOException, InterruptedException;
    }

    /**
     * An answer.
     *
     * @param status HTTP status
     * @param length of the body; 0 when it is not known, -1 when there is no body
     * @param body closed by who takes it
     * @param header puts the headers into the exchange
     */
    record Reply(int status, long length, InputStream body, HeaderWriter header) {}

    /** Puts headers into an exchange. */
    interface HeaderWriter {
        /** Adds them. */
        void write(HttpExchange exchange);
    }

    private Door(HttpServer server, ExecutorService threads, Service service) {
        this.server = server;
        this.threads = threads;
        this.service = service;
    }

    static Door open(int port, String name, Service service) throws IOException {
        InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        HttpServer server = HttpServer.create(new InetSocketAddress(loopback, port), 0);
        ExecutorService threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
        Door door = new Door(server, threads, service);
        server.setExecutor(threads);
        server.createContext("/", door::handle);
        server.start();
        return door;
    }

    int port() {
        return server.getAddress().getPort();
    }

    FaultPoint faults() {
        return faults;
    }

    /** An exception here ends the connection: what the client sees of it is that there is no answer. */
    private void handle(HttpExchange exchange) throws IOException {
        try {
            Request request = service.request(exchange);
            Optional<Fault> found = faults.of(request.text());
            if (found.isEmpty()) {
                send(exchange, request.run());
                return;
            }
            Fault fault = found.get();
            switch (fault.kind()) {
                case REFUSE -> refuse(exchange, service.error(fault.status(), fault.text()));
                case ANSWER -> refuse(exchange, Replies.text(fault.status(), "application/json", fault.text()));
                case CUT_BEFORE -> throw new IOException("cut before");
                case CUT_AFTER -> {
                    request.run().body().close();
                    throw new IOException("cut after");
                }
                case CUT_WITHIN -> cutWithin(exchange, request.run());
                case DELAY -> {
                    Thread.sleep(fault.delay().toMillis());
                    send(exchange, request.run());
                }
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IOException("the stand is closing", stopping);
        }
    }

    private static void send(HttpExchange exchange, Reply reply) throws IOException {
        try (InputStream body = reply.body();
                exchange) {
            reply.header().write(exchange);
            exchange.sendResponseHeaders(reply.status(), reply.length());
            if (reply.length() >= 0) {
                body.transferTo(exchange.getResponseBody());
            }
        }
    }

    private static void refuse(HttpExchange exchange, Reply reply) throws IOException {
        exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
        boolean head = exchange.getRequestMethod().equals("HEAD");
        send(exchange, head ? new Reply(reply.status(), -1, reply.body(), reply.header()) : reply);
    }

    private static void cutWithin(HttpExchange exchange, Reply reply) throws IOException {
        try (InputStream body = reply.body()) {
            reply.header().write(exchange);
            exchange.sendResponseHeaders(reply.status(), reply.length());
            if (reply.length() >= 0) {
                byte[] whole = body.readAllBytes();
                exchange.getResponseBody().write(whole, 0, whole.length / 2);
                exchange.getResponseBody().flush();
            }
        }
        throw new IOException("cut within");
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
