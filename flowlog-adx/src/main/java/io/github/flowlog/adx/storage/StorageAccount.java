package io.github.flowlog.adx.storage;

import com.azure.core.http.HttpClient;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.core.util.Configuration;
import com.azure.storage.blob.BlobServiceClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.common.policy.RequestRetryOptions;
import com.azure.storage.common.policy.RetryPolicyType;
import io.github.flowlog.adx.source.FlowLogBlobName;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The flow logs of one storage account.
 *
 * <p>Reading needs the role Storage Blob Data Reader and nothing more. The sources that it gives can be read until the fetching is closed.
 * <b>Thread-safety:</b> none.
 */
final class StorageAccount {
    private static final int TRIES = 5;
    private static final int TRY_SECONDS = 60;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(20);

    /** By how much this machine's clock may be behind that of Azure, an hour's begin included. */
    private static final Duration CLOCK_SKEW = Duration.ofHours(2);

    private final AccountUrl url;
    private final BlobServiceClient client;
    private final String opener;
    private final BlobFetching fetching;

    /** One for all accounts: each has threads and connections that nothing closes. */
    private static final class Transport {
        static final HttpClient CLIENT = new JdkHttpClientBuilder().build();
    }

    private StorageAccount(AccountUrl url, BlobServiceClient client, String opener, BlobFetching fetching) {
        this.url = url;
        this.client = client;
        this.opener = opener;
        this.fetching = fetching;
    }

    /** Opens an account; nothing is asked of it yet. */
    static StorageAccount open(AccountUrl url, StorageCredentials credentials, BlobFetching fetching)
            throws IOException {
        BlobServiceClientBuilder builder = new BlobServiceClientBuilder()
                .endpoint(url.endpoint())
                .configuration(Configuration.NONE)
                .httpClient(Transport.CLIENT)
                .retryOptions(new RequestRetryOptions(
                        RetryPolicyType.EXPONENTIAL,
                        TRIES,
                        Duration.ofSeconds(TRY_SECONDS),
                        FIRST_PAUSE,
                        LONGEST_PAUSE,
                        null));
        String opener = credentials.apply(url, builder);
        return new StorageAccount(url, builder.buildClient(), opener, fetching);
    }

    /** What opens the account, in words: no secret. */
    String opener() {
        return opener;
    }

    /**
     * Finds logs.
     *
     * @param hours the hours whose blobs are wanted
     * @param wanted which blobs are wanted, by their names
     * @param ignored hears of the name of each blob that is not named like a flow log
     * @return the sources, by container and name
     */
    List<BlobLogSource> find(HourWindow hours, Predicate<FlowLogBlobName> wanted, Consumer<String> ignored)
            throws IOException {
        List<BlobLogSource> found = new ArrayList<>();
        int missing = 0;
        Instant latest = InstantSource.system().instant().plus(CLOCK_SKEW);
        for (String name : url.containers()) {
            BlobContainer container =
                    new AzureBlobContainer(client.getBlobContainerClient(name), url.account(), opener);
            String place = url.endpoint() + "/" + name + "/";
            try {
                new BlobSearch(container, hours, wanted, latest)
                        .run(
                                url.prefix(),
                                blob -> found.add(
                                        new BlobLogSource(container, blob, place, fetching.small(), fetching.ahead())),
                                ignored);
            } catch (ContainerMissingException none) {
                missing++;
                if (missing == url.containers().size()) {
                    throw url.namesContainer()
                            ? none
                            : new StorageException(
                                    "Storage account " + url.account() + " has neither container of flow logs ("
                                            + String.join(", ", AccountUrl.FLOW_LOG_CONTAINERS)
                                            + "); name the container in the URL if the logs lie in another",
                                    none);
                }
            }
        }
        return found;
    }
}
