package io.github.flowlog.adx.storage;

import com.azure.core.util.Configuration;
import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.BlobServiceClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.blob.models.UserDelegationKey;
import com.azure.storage.blob.sas.BlobSasPermission;
import com.azure.storage.blob.sas.BlobServiceSasSignatureValues;
import com.azure.storage.common.sas.SasProtocol;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A container of the user's own that blobs are staged in.
 *
 * <p>What the cluster is given reads one blob and lasts a week; only where the user gives a signature, it is that signature. With
 * Microsoft Entra ID it takes the roles Storage Blob Data Contributor and Storage Blob Delegator.
 */
public final class OwnStaging implements StagingArea {
    private static final Duration LIFE = Duration.ofDays(7).minusMinutes(15);
    private static final Duration CLOCKS_APART = Duration.ofMinutes(15);
    /** A blob may wait this long in the cluster's queue before it is read. */
    private static final Duration LEAST_LIFE = Duration.ofHours(1);

    private static final Duration KEY_RENEWED = Duration.ofDays(6);
    private static final Pattern EXPIRY = Pattern.compile("(?:^|&)se=([^&]*)");

    private final BlobServiceClient account;
    private final StagingContainer container;
    private final String containerName;
    private final String prefix;
    private final String signature;
    private final boolean signsIn;
    private final boolean plain;
    private final Clock clock;
    private @Nullable UserDelegationKey key;

    private OwnStaging(AccountUrl url, BlobServiceClient account, String opener, String signature, Clock clock) {
        this.account = account;
        this.containerName = url.containers().get(0);
        this.container = new StagingContainer(
                account.getBlobContainerClient(containerName),
                "with " + opener
                        + " it needs the role Storage Blob Data Contributor (and Storage Blob Delegator for Microsoft"
                        + " Entra ID), or a signature or key that is valid now");
        this.prefix = url.prefix().isEmpty() || url.prefix().endsWith("/") ? url.prefix() : url.prefix() + "/";
        this.signature = signature;
        this.signsIn = opener.equals(StorageCredentials.ENTRA);
        this.plain = url.isLoopback();
        this.clock = clock;
    }

    /** Opens a container; nothing is asked of it yet. */
    public static OwnStaging open(AccountUrl url, StorageCredentials credentials) throws IOException {
        return open(url, credentials, Clock.systemUTC());
    }

    static OwnStaging open(AccountUrl url, StorageCredentials credentials, Clock clock) throws IOException {
        if (!url.namesContainer()) {
            throw new StorageException(
                    "--staging names a container: " + url + "/CONTAINER[/PREFIX]; " + url + " names only the account",
                    null);
        }
        if (!StagedName.of(url.prefix()).equals(url.prefix())) {
            throw new StorageException(
                    "the folder of --staging " + url.endpoint()
                            + " is written with ASCII letters, digits, \".\", \"_\" and \"-\" only; choose another name",
                    null);
        }
        BlobServiceClientBuilder builder = new BlobServiceClientBuilder()
                .endpoint(url.endpoint())
                .configuration(Configuration.NONE)
                .httpClient(BlobTransport.DEFAULT.http())
                .retryOptions(BlobTransport.DEFAULT.retries());
        String opener = credentials.apply(url, builder);
        return new OwnStaging(url, builder.buildClient(), opener, credentials.signature(url), clock);
    }

    @Override
    public String upload(String name, Path file) throws IOException {
        return container.upload(prefix + StagedName.of(name), file);
    }

    @Override
    public boolean holds(String url, long bytes) throws IOException {
        return url.startsWith(container.url("")) && container.holds(name(url), bytes);
    }

    @Override
    public String readable(String url) throws IOException {
        if (!url.startsWith(container.url(""))) {
            throw new StorageException(
                    Redaction.text(url) + " is not in the container of --staging; name the same container again", null);
        }
        if (!signature.isEmpty()) {
            checkLasts();
            return url + "?" + signature;
        }
        return url + "?" + container.asking("sign a URL", () -> sign(name(url)));
    }

    private String sign(String name) {
        Instant now = clock.instant();
        BlobServiceSasSignatureValues values = new BlobServiceSasSignatureValues(
                        at(now.plus(LIFE)), new BlobSasPermission().setReadPermission(true))
                .setStartTime(at(now.minus(CLOCKS_APART)))
                .setProtocol(plain ? SasProtocol.HTTPS_HTTP : SasProtocol.HTTPS_ONLY);
        BlobClient blob = account.getBlobContainerClient(containerName).getBlobClient(name);
        if (!signsIn) {
            return blob.generateSas(values);
        }
        UserDelegationKey lent = key(now);
        return blob.generateUserDelegationSas(values.setExpiryTime(lent.getSignedExpiry()), lent);
    }

    private synchronized UserDelegationKey key(Instant now) {
        UserDelegationKey known = key;
        if (known == null || known.getSignedExpiry().toInstant().isBefore(now.plus(KEY_RENEWED))) {
            known = account.getUserDelegationKey(at(now.minus(CLOCKS_APART)), at(now.plus(LIFE)));
            key = known;
        }
        return known;
    }

    private void checkLasts() throws StorageException {
        Matcher expiry = EXPIRY.matcher(signature);
        if (!expiry.find()) {
            return;
        }
        try {
            Instant end = OffsetDateTime.parse(
                            expiry.group(1).replace("%3A", ":").replace("%3a", ":"))
                    .toInstant();
            if (end.isBefore(clock.instant().plus(LEAST_LIFE))) {
                throw new StorageException(
                        "the signature for --staging ends at " + end
                                + ", before the cluster will surely have read; make one that lasts a week",
                        null);
            }
        } catch (DateTimeException unknown) {
            // Azure will tell.
        }
    }

    private String name(String url) {
        return url.substring(container.url("").length());
    }

    private static OffsetDateTime at(Instant time) {
        return OffsetDateTime.ofInstant(time, ZoneOffset.UTC);
    }
}
