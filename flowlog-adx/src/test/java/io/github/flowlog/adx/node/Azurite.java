package io.github.flowlog.adx.node;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Azurite, the emulator of Azure Storage, in one node process for all tests of a JVM, with everything in memory.
 *
 * <p>Tests share the account, so each makes containers, queues and tables of its own name. The process ends with the JVM.
 */
public final class Azurite {
    private static final String ACCOUNT = "devstoreaccount1";
    /** The key that Azurite's documentation gives to everybody. */
    private static final String KEY =
            "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    /** How many more accounts there are, {@code many01} and so on, all with the same key. */
    public static final int MORE_ACCOUNTS = 20;

    private static final Pattern LISTENING =
            Pattern.compile("Azurite (\\w+) service is successfully listening at http://127\\.0\\.0\\.1:(\\d+)");

    private static @Nullable Azurite shared;

    private final Map<Service, Integer> ports;

    /** What Azurite listens for, each on a port of its own. */
    public enum Service {
        /** Block blobs, append blobs. */
        BLOB,
        /** Queues. */
        QUEUE,
        /** Tables. */
        TABLE
    }

    private Azurite(Map<Service, Integer> ports) {
        this.ports = ports;
    }

    /**
     * The one of this JVM, started when it is first asked for.
     *
     * @throws org.opentest4j.TestAbortedException when there is no node, see {@link NodeProject}
     */
    public static synchronized Azurite shared() throws IOException, InterruptedException {
        if (shared == null) {
            shared = start();
        }
        return shared;
    }

    private static Azurite start() throws IOException, InterruptedException {
        // the Azure SDK speaks newer API versions than Azurite knows
        ProcessBuilder azurite = NodeProject.install()
                .node(
                        "azurite.js",
                        "--blobHost",
                        "127.0.0.1",
                        "--blobPort",
                        "0",
                        "--queueHost",
                        "127.0.0.1",
                        "--queuePort",
                        "0",
                        "--tableHost",
                        "127.0.0.1",
                        "--tablePort",
                        "0",
                        "--skipApiVersionCheck",
                        "--silent",
                        "--disableTelemetry",
                        "--inMemoryPersistence")
                .redirectErrorStream(true);
        azurite.environment()
                .put(
                        "AZURITE_ACCOUNTS",
                        IntStream.rangeClosed(0, MORE_ACCOUNTS)
                                .mapToObj(number -> account(number) + ":" + KEY)
                                .collect(Collectors.joining(";")));
        Process process = azurite.start();
        BufferedReader output = process.inputReader(UTF_8);
        StringBuilder said = new StringBuilder();
        Map<Service, Integer> ports = new EnumMap<>(Service.class);
        while (ports.size() < Service.values().length) {
            String line = output.readLine();
            if (line == null) {
                throw new IOException("Azurite does not start: " + said);
            }
            said.append(line).append('\n');
            Matcher listening = LISTENING.matcher(line);
            if (listening.find()) {
                ports.put(service(listening.group(1)), Integer.valueOf(listening.group(2)));
            }
        }
        Thread reader = new Thread(() -> readAll(output), "azurite-output");
        reader.setDaemon(true);
        reader.start();
        return new Azurite(ports);
    }

    private static Service service(String name) {
        return switch (name) {
            case "Blob" -> Service.BLOB;
            case "Queue" -> Service.QUEUE;
            case "Table" -> Service.TABLE;
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static void readAll(BufferedReader output) {
        try (output) {
            output.transferTo(Writer.nullWriter());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Port of a service on 127.0.0.1. */
    public int port(Service service) {
        return ports.getOrDefault(service, -1);
    }

    /** {@code http://127.0.0.1:PORT/devstoreaccount1} of the blobs. */
    public String blobEndpoint() {
        return endpoint(port(Service.BLOB));
    }

    /** {@code http://127.0.0.1:PORT/devstoreaccount1} of the queues. */
    public String queueEndpoint() {
        return endpoint(port(Service.QUEUE));
    }

    /** {@code http://127.0.0.1:PORT/devstoreaccount1} of the tables. */
    public String tableEndpoint() {
        return endpoint(port(Service.TABLE));
    }

    /** The account's address behind a port of 127.0.0.1: one of Azurite's, or of a proxy before it. */
    public String endpoint(int port) {
        return "http://127.0.0.1:" + port + "/" + ACCOUNT;
    }

    /** {@code http://127.0.0.1:PORT/manyNN} of the blobs of one more account, from 1 on. */
    public String blobEndpoint(int account) {
        return "http://127.0.0.1:" + port(Service.BLOB) + "/" + account(account);
    }

    private static String account(int number) {
        return number == 0 ? ACCOUNT : String.format(Locale.ROOT, "many%02d", number);
    }

    /** Name of the account. */
    public String account() {
        return ACCOUNT;
    }

    /** Key of the account, base64. */
    public String key() {
        return KEY;
    }

    /** A connection string for the three services. */
    public String connectionString() {
        return "DefaultEndpointsProtocol=http;AccountName=" + ACCOUNT + ";AccountKey=" + KEY + ";BlobEndpoint="
                + blobEndpoint() + ";QueueEndpoint=" + queueEndpoint() + ";TableEndpoint=" + tableEndpoint() + ";";
    }
}
