package io.github.flowlog.adx.kusto;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.core.http.jdk.httpclient.JdkHttpClientProvider;
import com.azure.core.util.Configuration;
import com.azure.identity.DefaultAzureCredentialBuilder;
import com.azure.storage.common.policy.RequestRetryOptions;
import com.azure.storage.common.policy.RetryPolicyType;
import com.microsoft.azure.kusto.data.Client;
import com.microsoft.azure.kusto.data.ClientFactory;
import com.microsoft.azure.kusto.data.ClientRequestProperties;
import com.microsoft.azure.kusto.data.KustoOperationResult;
import com.microsoft.azure.kusto.data.auth.ConnectionStringBuilder;
import com.microsoft.azure.kusto.data.http.HttpClientProperties;
import com.microsoft.azure.kusto.ingest.IngestClientFactory;
import com.microsoft.azure.kusto.ingest.IngestionMapping;
import com.microsoft.azure.kusto.ingest.IngestionProperties;
import com.microsoft.azure.kusto.ingest.QueuedIngestClient;
import com.microsoft.azure.kusto.ingest.source.BlobSourceInfo;
import com.microsoft.azure.kusto.ingest.source.CompressionType;
import com.microsoft.azure.kusto.ingest.source.StreamSourceInfo;
import io.github.flowlog.adx.storage.ClusterStaging;
import io.github.flowlog.adx.storage.StagingArea;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * A cluster behind Microsoft's SDK.
 *
 * <p>Signs in with Microsoft Entra ID; on this machine it does not sign in. Nothing is asked before the first call, and the clients that
 * queue blobs are made by the first blob.
 */
public final class KustoCluster implements Cluster {
    /** What the SDK itself asks the ingest endpoint in; the command belongs to no database. */
    private static final String NO_DATABASE = "NetDefaultDb";

    private static final String APPLICATION = "flowlog";
    /** The SDK goes round three times by itself. */
    private static final RequestRetryOptions QUEUE_RETRIES =
            new RequestRetryOptions(RetryPolicyType.FIXED, 2, 30, 500L, 500L, null);

    private static final Duration RESOURCES_AGE = Duration.ofHours(1);

    private final ClusterAddress address;
    private final Timeouts timeouts;
    private final HttpClient http;
    private final HttpClient statusHttp;
    private final @Nullable TokenCredential credential;
    private final Client engine;
    private final Client ingestion;
    private final StagingArea staging;
    private @Nullable IngestionResources resources;
    private @Nullable QueuedIngestClient queue;
    private boolean closed;

    /**
     * How long a call may take.
     *
     * @param connect until the connection stands, and until storage answers a small request
     * @param query of a query, and until the cluster has named its storage
     * @param command of a command, and of one blob's way into the queue
     */
    record Timeouts(Duration connect, Duration query, Duration command) {
        static final Timeouts DEFAULT =
                new Timeouts(Duration.ofSeconds(15), Duration.ofMinutes(4), Duration.ofMinutes(10));
    }

    private KustoCluster(ClusterAddress address, Timeouts timeouts) throws URISyntaxException {
        this.address = address;
        this.timeouts = timeouts;
        this.http = new JdkHttpClientBuilder()
                .connectionTimeout(timeouts.connect())
                .configuration(Configuration.getGlobalConfiguration())
                .build();
        this.statusHttp = new JdkHttpClientBuilder()
                .connectionTimeout(timeouts.connect())
                .responseTimeout(timeouts.connect())
                .configuration(Configuration.getGlobalConfiguration())
                .build();
        this.credential = address.isLoopback() ? null : signIn(address);
        this.engine = ClientFactory.createClient(connection(address.endpoint()), http);
        this.ingestion = ClientFactory.createClient(connection(address.ingestEndpoint()), http);
        this.staging = ClusterStaging.in("cluster " + address.host(), this::containers);
    }

    /** Opens a cluster; nothing is asked of it yet. */
    public static KustoCluster open(ClusterAddress address) throws ClusterException {
        return open(address, Timeouts.DEFAULT);
    }

    static KustoCluster open(ClusterAddress address, Timeouts timeouts) throws ClusterException {
        try {
            return new KustoCluster(address, timeouts);
        } catch (URISyntaxException notAnUrl) {
            throw ClusterFailure.explain(address, ClusterRequest.QUERY, notAnUrl);
        }
    }

    private static TokenCredential signIn(ClusterAddress address) {
        DefaultAzureCredentialBuilder builder = new DefaultAzureCredentialBuilder();
        ClusterHosts.cloud(address.host())
                .filter(cloud -> !cloud.equals(ClusterHosts.PUBLIC))
                .ifPresent(cloud -> builder.authorityHost(cloud.login()));
        return builder.build();
    }

    private ConnectionStringBuilder connection(String endpoint) {
        ConnectionStringBuilder connection = credential == null
                ? new ConnectionStringBuilder(endpoint)
                : ConnectionStringBuilder.createWithTokenCredential(endpoint, credential);
        connection.setApplicationNameForTracing(APPLICATION);
        return connection;
    }

    @Override
    public ClusterAddress address() {
        return address;
    }

    @Override
    public KustoRows query(String kql) throws ClusterException {
        return KustoAnswer.rows(ask(
                ClusterRequest.QUERY,
                timeouts.query(),
                () -> engine.executeQueryAsync(address.database(), kql, within(timeouts.query()))));
    }

    @Override
    public KustoRows manage(String command) throws ClusterException {
        return KustoAnswer.rows(ask(
                ClusterRequest.COMMAND,
                timeouts.command(),
                () -> engine.executeMgmtAsync(address.database(), command, within(timeouts.command()))));
    }

    @Override
    public StagingArea staging() {
        return staging;
    }

    @Override
    public void enqueue(QueuedBlob blob) throws ClusterException {
        resources(false);
        QueuedIngestClient client = queue();
        IngestionProperties properties = properties(blob);
        // The size must be exact, and this is the way to give it; the stream itself is not looked at.
        BlobSourceInfo source = BlobSourceInfo.fromStream(
                blob.url(),
                Math.toIntExact(blob.rawBytes()),
                new StreamSourceInfo(
                        new ByteArrayInputStream(new byte[0]), false, blob.sourceId(), CompressionType.gz));
        try {
            ask(ClusterRequest.ENQUEUE, timeouts.command(), () -> client.ingestFromBlobAsync(source, properties));
        } catch (ClusterException failure) {
            forgetAccess();
            throw failure;
        }
    }

    /** The SDK itself asks for new access to queues once an hour only. */
    private synchronized void forgetAccess() {
        resources = null;
        closeQueue();
    }

    /** New for each blob, because the SDK writes into it. */
    private IngestionProperties properties(QueuedBlob blob) {
        IngestionProperties properties = new IngestionProperties(address.database(), blob.table());
        properties.setDataFormat(IngestionProperties.DataFormat.CSV);
        properties.setIngestionMapping(blob.mapping(), IngestionMapping.IngestionMappingKind.CSV);
        properties.setReportMethod(IngestionProperties.IngestionReportMethod.TABLE);
        properties.setReportLevel(IngestionProperties.IngestionReportLevel.FAILURES_AND_SUCCESSES);
        if (!blob.tag().isEmpty()) {
            properties.setIngestByTags(List.of(blob.tag()));
            properties.setIngestIfNotExists(List.of(blob.tag()));
        }
        Map<String, String> additional = new HashMap<>();
        Instant created = blob.creationTime();
        if (created != null) {
            additional.put("creationTime", created.toString());
        }
        properties.setAdditionalProperties(additional);
        return properties;
    }

    @Override
    public QueuedState state(UUID sourceId) throws ClusterException {
        for (boolean renewed = false; ; renewed = true) {
            List<String> tables = resources(renewed).statusTables();
            try {
                return StatusTables.state(tables, sourceId, statusHttp);
            } catch (RuntimeException failure) {
                if (renewed) {
                    throw ClusterFailure.explain(address, ClusterRequest.STATE, failure);
                }
            }
        }
    }

    private List<String> containers(boolean renewed) throws IOException {
        try {
            return resources(renewed).containers();
        } catch (ClusterException failure) {
            throw new IOException(failure.getMessage(), failure);
        }
    }

    private synchronized IngestionResources resources(boolean renewed) throws ClusterException {
        IngestionResources known = resources;
        Instant now = Instant.now();
        if (known == null || renewed || known.asked().plus(RESOURCES_AGE).isBefore(now)) {
            KustoOperationResult answer = ask(
                    ClusterRequest.RESOURCES,
                    timeouts.query(),
                    () -> ingestion.executeMgmtAsync(
                            NO_DATABASE, IngestionResources.COMMAND, within(timeouts.query())));
            known = resources(KustoAnswer.rows(answer), now);
            resources = known;
        }
        return known;
    }

    private IngestionResources resources(KustoRows answer, Instant now) throws ClusterException {
        try {
            IngestionResources named = IngestionResources.of(answer, now);
            if (named.isUsable(address.isLoopback())) {
                return named;
            }
        } catch (IllegalArgumentException otherColumns) {
            // The same as an answer without what is needed.
        }
        throw new ClusterException(
                "Cluster " + address.host()
                        + " names no storage for ingestion that can be used; check that the address is a"
                        + " cluster's, and that the cluster is running.",
                false,
                null);
    }

    private synchronized QueuedIngestClient queue() throws ClusterException {
        QueuedIngestClient client = queue;
        if (closed) {
            throw new ClusterException("Cluster " + address.host() + " is closed.", true, null);
        }
        if (client == null) {
            HttpClientProperties properties = HttpClientProperties.builder()
                    .provider(JdkHttpClientProvider.class)
                    .build();
            try {
                client = IngestClientFactory.createClient(connection(address.ingestEndpoint()), properties, false);
            } catch (URISyntaxException notAnUrl) {
                throw ClusterFailure.explain(address, ClusterRequest.ENQUEUE, notAnUrl);
            }
            client.setQueueRequestOptions(QUEUE_RETRIES);
            queue = client;
        }
        return client;
    }

    private static ClientRequestProperties within(Duration timeout) {
        ClientRequestProperties properties = new ClientRequestProperties();
        properties.setTimeoutInMilliSec(timeout.toMillis());
        return properties;
    }

    private <T> T ask(ClusterRequest request, Duration timeout, Supplier<Mono<T>> question) throws ClusterException {
        try {
            // In part the SDK waits in the thread that asks, where it could be neither interrupted nor given up.
            CompletableFuture<T> answer = Mono.defer(question)
                    .subscribeOn(Schedulers.boundedElastic())
                    .toFuture();
            try {
                return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException late) {
                answer.cancel(true);
                throw ClusterFailure.explain(address, request, late);
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new ClusterException("Interrupted while cluster " + address.host() + " was asked.", false, stop);
        } catch (ExecutionException | RuntimeException failure) {
            throw ClusterFailure.explain(address, request, failure);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        closeQueue();
    }

    /** Ends its timer; a blob on its way goes on. */
    private synchronized void closeQueue() {
        QueuedIngestClient client = queue;
        queue = null;
        if (client != null) {
            try {
                client.close();
            } catch (IOException leftOpen) {
                // The timer is a daemon of this process, and ends with it.
            }
        }
    }
}
