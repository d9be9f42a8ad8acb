package io.github.flowlog.adx.storage;

import io.github.flowlog.adx.source.AccountLogs;
import io.github.flowlog.adx.source.FlowLogBlobName;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The storage accounts that the URLs of a command lead to, each opened once.
 *
 * <p><b>Thread-safety:</b> none.
 */
public final class StorageAccounts implements AccountLogs {
    private final StorageCredentials credentials;
    private final HourWindow hours;
    private final Predicate<FlowLogBlobName> wanted;
    private final Map<String, StorageAccount> accounts = new LinkedHashMap<>();
    private final BlobFetching fetching = new BlobFetching();

    private StorageAccounts(StorageCredentials credentials, HourWindow hours, Predicate<FlowLogBlobName> wanted) {
        this.credentials = credentials;
        this.hours = hours;
        this.wanted = wanted;
    }

    /**
     * Opens nothing yet.
     *
     * @param hours the hours whose blobs are wanted
     * @param wanted which blobs are, by their names
     */
    public static StorageAccounts of(
            StorageCredentials credentials, HourWindow hours, Predicate<FlowLogBlobName> wanted) {
        return new StorageAccounts(credentials, hours, wanted);
    }

    @Override
    public List<BlobLogSource> find(String url, Consumer<String> ignored) throws IOException {
        return find(url, hours, ignored);
    }

    /** The same accounts at other hours; to close it closes nothing. */
    public AccountLogs during(HourWindow otherHours) {
        return (url, ignored) -> find(url, otherHours, ignored);
    }

    private List<BlobLogSource> find(String url, HourWindow during, Consumer<String> ignored) throws IOException {
        StorageAccount account = accounts.get(url);
        if (account == null) {
            account = StorageAccount.open(parse(url), credentials, fetching);
            accounts.put(url, account);
        }
        return account.find(during, wanted, ignored);
    }

    private static AccountUrl parse(String url) throws StorageException {
        try {
            return AccountUrl.parse(url);
        } catch (IllegalArgumentException wrong) {
            throw new StorageException(String.valueOf(wrong.getMessage()), null);
        }
    }

    @Override
    public void close() {
        fetching.close();
    }
}
