package io.github.flowlog.adx.storage;

import com.azure.core.http.HttpClient;
import com.azure.core.util.Configuration;
import com.azure.storage.blob.BlobContainerClientBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** The temporary containers that a cluster lends, used in turn; where one refuses, the next, then all with new signatures. */
public final class ClusterStaging implements StagingArea {
    private final String owner;
    private final ContainerUrls containers;
    private final BlobTransport transport;
    private final HttpClient http;
    private final AtomicInteger turn = new AtomicInteger();

    private ClusterStaging(String owner, ContainerUrls containers, BlobTransport transport) {
        this.owner = owner;
        this.containers = containers;
        this.transport = transport;
        this.http = transport.http();
    }

    /**
     * Stages blobs in what a cluster names.
     *
     * @param owner the cluster, for messages
     */
    public static ClusterStaging in(String owner, ContainerUrls containers) {
        return in(owner, containers, BlobTransport.DEFAULT);
    }

    static ClusterStaging in(String owner, ContainerUrls containers, BlobTransport transport) {
        return new ClusterStaging(owner, containers, transport);
    }

    @Override
    public String upload(String name, Path file) throws IOException {
        String safe = StagedName.of(name);
        for (boolean renewed = false; ; renewed = true) {
            List<String> urls = containers.urls(renewed);
            int first = turn.getAndIncrement();
            ContainerRefusedException refused = null;
            for (int i = 0; i < urls.size(); i++) {
                try {
                    return container(urls.get(Math.floorMod(first + i, urls.size())))
                            .upload(safe, file);
                } catch (ContainerRefusedException next) {
                    refused = next;
                }
            }
            if (refused == null) {
                throw new StorageException(owner + " lends no container for blobs", null);
            }
            if (renewed) {
                throw new StorageException(String.valueOf(refused.getMessage()), refused);
            }
        }
    }

    @Override
    public boolean holds(String url, long bytes) throws IOException {
        for (boolean renewed = false; ; renewed = true) {
            Optional<String> lent = lent(url, renewed);
            try {
                if (lent.isPresent()) {
                    return container(lent.get()).holds(name(url, lent.get()), bytes);
                }
                if (renewed) {
                    return false;
                }
            } catch (ContainerRefusedException refused) {
                if (renewed) {
                    throw new StorageException(String.valueOf(refused.getMessage()), refused);
                }
            }
        }
    }

    @Override
    public String readable(String url) throws IOException {
        Optional<String> lent = lent(url, false);
        if (lent.isEmpty()) {
            lent = lent(url, true);
        }
        return lent.map(container -> url + container.substring(container.indexOf('?')))
                .orElseThrow(() -> new StorageException(
                        owner + " no longer lends the container of " + Redaction.text(url) + "; upload it again",
                        null));
    }

    /** The container that a blob lies in, with its signature. */
    private Optional<String> lent(String url, boolean renewed) throws IOException {
        return containers.urls(renewed).stream()
                .filter(container -> url.startsWith(withoutSignature(container) + "/"))
                .findFirst();
    }

    private static String name(String url, String container) {
        return url.substring(withoutSignature(container).length() + 1);
    }

    private static String withoutSignature(String container) {
        return container.substring(0, container.indexOf('?'));
    }

    private StagingContainer container(String url) {
        return new StagingContainer(
                new BlobContainerClientBuilder()
                        .endpoint(url)
                        .configuration(Configuration.NONE)
                        .httpClient(http)
                        .retryOptions(transport.retries())
                        .buildClient(),
                "it is lent by " + owner
                        + " for a while only; try again, or name a container of your own with --staging");
    }
}
