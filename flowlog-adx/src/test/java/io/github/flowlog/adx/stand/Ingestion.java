package io.github.flowlog.adx.stand;

import com.azure.data.tables.models.TableEntity;
import com.azure.storage.queue.QueueClient;
import com.azure.storage.queue.models.QueueMessageItem;
import com.azure.storage.queue.models.QueueStorageException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The service's data management: one thread that takes a message from the ready queue, looks whether its tag is in the table, and else
 * puts the blob's rows into it, with an extent that has the tags.
 *
 * <p>One message at a time and without waiting for a batch to fill. <b>Thread-safety:</b> any number of threads may set what goes wrong.
 */
public final class Ingestion implements AutoCloseable {
    private static final Duration IDLE = Duration.ofMillis(100);

    private final StandStorage storage;
    private final RowStore store;
    private final HttpClient client = HttpClient.newHttpClient();
    private final Thread thread;
    private final Object state = new Object();
    /** Messages whose second copy still waits. */
    private final Set<String> copies = new HashSet<>();

    private Random random = new Random(0);
    private double failing;
    private double doubling;
    private int failures;
    private boolean permanently;
    private int twice;
    private int atOnce;
    private boolean ignoringTags;
    private boolean paused;
    private boolean closed;
    private int succeeded;
    private int skipped;
    private int failed;

    /** How an attempt ended. */
    private record Outcome(String status, String code, boolean permanent, String details) {
        static final Outcome SUCCEEDED = new Outcome("Succeeded", "", false, "");
        static final Outcome SKIPPED = new Outcome(
                "Skipped", "Skipped_IngestByTagAlreadyExists", true, "an extent with the ingest-by tag exists");

        static Outcome failed(String code, boolean permanent, String details) {
            return new Outcome("Failed", code, permanent, details);
        }
    }

    Ingestion(StandStorage storage, RowStore store) {
        this.storage = storage;
        this.store = store;
        this.thread = new Thread(this::run, "stand-ingestion");
        thread.setDaemon(true);
        thread.start();
    }

    /** Fails the next messages; their blobs are not ingested. */
    public void failNext(int times, boolean forGood) {
        synchronized (state) {
            failures = times;
            permanently = forGood;
        }
    }

    /** Takes each of the next messages a second time, behind all that wait. */
    public void deliverTwice(int times) {
        synchronized (state) {
            twice = times;
        }
    }

    /** Fails a share of all messages, not for good, and takes a share of all twice. */
    public void randomly(Random source, double shareFailing, double shareTwice) {
        synchronized (state) {
            random = source;
            failing = shareFailing;
            doubling = shareTwice;
        }
    }

    /** Ingests the next messages as two nodes would that both look for the tag before either has put its rows in. */
    public void handleTwoCopiesAtOnce(int times) {
        synchronized (state) {
            atOnce = times;
        }
    }

    /** Shows the tags of new extents only when they are this old; zero shows all. The rows are there at once. */
    public void hideTagsFor(Duration duration) {
        store.delayTags(duration);
    }

    /** Takes every message whatever tags are there, as a service would that knew none. */
    public void ignoreTags() {
        synchronized (state) {
            ignoringTags = true;
        }
    }

    /** Leaves messages where they are until {@link #resume}. */
    public void pause() {
        synchronized (state) {
            paused = true;
        }
    }

    /** Goes on behind {@link #pause}. */
    public void resume() {
        synchronized (state) {
            paused = false;
        }
    }

    /** How many messages put rows into a table. */
    public int succeeded() {
        synchronized (state) {
            return succeeded;
        }
    }

    /** How many messages were refused for their tag. */
    public int skipped() {
        synchronized (state) {
            return skipped;
        }
    }

    /** How many messages failed. */
    public int failed() {
        synchronized (state) {
            return failed;
        }
    }

    /** How many messages wait or are being handled. */
    public long waiting() {
        return storage.ready().getProperties().getApproximateMessagesCountLong();
    }

    /** Returns when no message waits or is being handled. */
    public void awaitIdle() throws InterruptedException {
        long end = System.nanoTime() + Duration.ofMinutes(5).toNanos();
        while (waiting() > 0) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("messages still wait in the queue of the stand: " + waiting());
            }
            Thread.sleep(20);
        }
    }

    private void run() {
        try {
            while (!isClosed()) {
                QueueMessageItem message = isPaused() ? null : storage.ready().receiveMessage();
                if (message == null) {
                    Thread.sleep(IDLE.toMillis());
                    continue;
                }
                String text = message.getBody().toString();
                handle(text);
                if (isTakenTwice(text)) {
                    storage.ready().sendMessage(text);
                }
                storage.ready().deleteMessage(message.getMessageId(), message.getPopReceipt());
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        } catch (QueueStorageException e) {
            if (!isClosed()) {
                throw e;
            }
        }
    }

    private boolean isClosed() {
        synchronized (state) {
            return closed;
        }
    }

    private boolean isIgnoringTags() {
        synchronized (state) {
            return ignoringTags;
        }
    }

    private boolean isPaused() {
        synchronized (state) {
            return paused;
        }
    }

    private boolean isTakenTwice(String message) {
        synchronized (state) {
            if (copies.remove(message)) {
                return false;
            }
            boolean again = twice > 0 || (doubling > 0 && random.nextDouble() < doubling);
            twice = Math.max(0, twice - 1);
            return again && copies.add(message);
        }
    }

    private void handle(String text) throws InterruptedException {
        try {
            IngestMessage message = IngestMessage.parse(text);
            Outcome outcome = outcome(message);
            count(outcome);
            report(message, outcome);
        } catch (KustoError unreadable) {
            count(Outcome.failed("BadRequest_InvalidMessage", true, String.valueOf(unreadable.getMessage())));
        }
    }

    private Outcome outcome(IngestMessage message) throws InterruptedException {
        @Nullable Outcome played = playedFailure();
        if (played != null) {
            return played;
        }
        Path file = null;
        try {
            KustoTable table = store.find(message.table());
            if (table == null) {
                return Outcome.failed("BadRequest_TableNotExist", true, "no table " + message.table());
            }
            String mapping = table.mappings.get(message.mapping());
            if (mapping == null) {
                return Outcome.failed(
                        "BadRequest_MappingReferenceWasNotFound", true, "no mapping " + message.mapping());
            }
            if (!isIgnoringTags() && store.isIngested(message.table(), message.once())) {
                return Outcome.SKIPPED;
            }
            file = Files.createTempFile("flowlog-stand", ".csv.gz");
            int status = download(message.blob(), file);
            if (status != 200) {
                return Outcome.failed(
                        status == 403 ? "Download_Forbidden" : "Download_SourceNotFound",
                        true,
                        "the blob answers with status " + status);
            }
            int fields = fieldsOfFirstLine(file);
            for (int copy = isHandledAtOnce() ? 0 : 1; copy < 2; copy++) {
                store.ingest(message.table(), file, fields, mapping, message.tags(), message.created());
            }
            return Outcome.SUCCEEDED;
        } catch (IOException | SQLException e) {
            return Outcome.failed("BadRequest_InvalidBlob", true, String.valueOf(e.getMessage()));
        } catch (KustoError e) {
            return Outcome.failed(e.code(), e.permanent(), String.valueOf(e.getMessage()));
        } finally {
            delete(file);
        }
    }

    private static void delete(@Nullable Path file) {
        if (file != null && !file.toFile().delete()) {
            file.toFile().deleteOnExit();
        }
    }

    private @Nullable Outcome playedFailure() {
        synchronized (state) {
            if (failures > 0) {
                failures--;
                return permanently
                        ? Outcome.failed("BadRequest_InvalidBlob", true, "played by the stand")
                        : Outcome.failed("General_RetryAttemptsExceeded", false, "played by the stand");
            }
            return failing > 0 && random.nextDouble() < failing
                    ? Outcome.failed("General_RetryAttemptsExceeded", false, "played by the stand")
                    : null;
        }
    }

    private boolean isHandledAtOnce() {
        synchronized (state) {
            return atOnce-- > 0;
        }
    }

    private int download(String url, Path file) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(storage.direct(url))).build();
        return client.send(request, HttpResponse.BodyHandlers.ofFile(file)).statusCode();
    }

    private static int fieldsOfFirstLine(Path file) throws IOException {
        try (InputStream text = new BufferedInputStream(new GZIPInputStream(Files.newInputStream(file)))) {
            int fields = 1;
            boolean quoted = false;
            for (int c = text.read(); c >= 0 && (quoted || c != '\n'); c = text.read()) {
                quoted ^= c == '"';
                fields += c == ',' && !quoted ? 1 : 0;
            }
            return fields;
        }
    }

    private void count(Outcome outcome) {
        synchronized (state) {
            switch (outcome.status()) {
                case "Succeeded" -> succeeded++;
                case "Skipped" -> skipped++;
                default -> failed++;
            }
        }
    }

    private void report(IngestMessage message, Outcome outcome) {
        String path = message.blob().replaceFirst("\\?.*", "");
        String failureStatus = outcome.permanent() ? "Permanent" : "Transient";
        if (!message.statusPartition().isEmpty()) {
            TableEntity entity = new TableEntity(message.statusPartition(), message.statusRow())
                    .addProperty("Status", outcome.status())
                    .addProperty("IngestionSourceId", UUID.fromString(message.source()))
                    .addProperty("IngestionSourcePath", path)
                    .addProperty("Table", message.table())
                    .addProperty("UpdatedOn", Instant.now())
                    .addProperty("OperationId", UUID.randomUUID())
                    .addProperty("OriginatesFromUpdatePolicy", false);
            if (!outcome.code().isEmpty()) {
                entity.addProperty("ErrorCode", outcome.code())
                        .addProperty("FailureStatus", failureStatus)
                        .addProperty("Details", outcome.details());
            }
            storage.putStatus(entity);
        }
        QueueClient queue = outcome.status().equals("Succeeded") ? storage.succeeded() : storage.failed();
        queue.sendMessage(KustoTable.JSON
                .createObjectNode()
                .put("IngestionSourceId", message.source())
                .put("IngestionSourcePath", path)
                .put("Table", message.table())
                .put("ErrorCode", outcome.code())
                .put("FailureStatus", failureStatus)
                .put("Details", outcome.details())
                .put("ShouldRetry", !outcome.permanent())
                .toString());
    }

    @Override
    public void close() {
        synchronized (state) {
            closed = true;
        }
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
