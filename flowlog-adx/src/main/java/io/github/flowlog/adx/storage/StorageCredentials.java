package io.github.flowlog.adx.storage;

import com.azure.core.credential.AzureSasCredential;
import com.azure.identity.DefaultAzureCredentialBuilder;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.common.StorageSharedKeyCredential;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/**
 * What opens a storage account, looked for in this order: the shared access signature in the URL, {@code AZURE_STORAGE_SAS_TOKEN},
 * {@code STORAGE_ACCOUNT_KEY}, {@code AZURE_STORAGE_CONNECTION_STRING}, Microsoft Entra ID.
 *
 * <p>Immutable; {@link #toString} says where it is from and holds no secret.
 */
public final class StorageCredentials {
    private static final String SAS = "AZURE_STORAGE_SAS_TOKEN";
    private static final String KEY = "STORAGE_ACCOUNT_KEY";
    private static final String CONNECTION = "AZURE_STORAGE_CONNECTION_STRING";

    /** What {@link #apply} says when it is none of them. */
    static final String ENTRA = "Microsoft Entra ID";

    private final Map<String, String> environment;

    private StorageCredentials(Map<String, String> environment) {
        this.environment = environment;
    }

    /** Looks in these environment variables. */
    public static StorageCredentials of(Map<String, String> environment) {
        return new StorageCredentials(environment);
    }

    /** Gives a client what it needs to open an account, and says what that was. */
    String apply(AccountUrl url, BlobServiceClientBuilder client) throws StorageException {
        if (!url.signature().isEmpty()) {
            client.credential(new AzureSasCredential(url.signature()));
            return "the signature in the URL";
        }
        if (isSet(SAS)) {
            client.credential(new AzureSasCredential(value(SAS).replaceFirst("^\\?", "")));
            return SAS;
        }
        if (isSet(KEY)) {
            client.credential(key(url.account(), value(KEY), KEY));
            return KEY;
        }
        if (isSet(CONNECTION)) {
            applyConnectionString(url, client);
            return CONNECTION;
        }
        if (url.isLoopback()) {
            throw new StorageException("No credential for " + url + "; set " + KEY + " or " + CONNECTION + ".", null);
        }
        client.credential(new DefaultAzureCredentialBuilder().build());
        return ENTRA;
    }

    /** The shared access signature among what {@link #apply} would give, a secret; empty when that is something else. */
    String signature(AccountUrl url) {
        if (!url.signature().isEmpty()) {
            return url.signature();
        }
        if (isSet(SAS)) {
            return value(SAS).replaceFirst("^\\?", "");
        }
        return isSet(KEY) || !isSet(CONNECTION) ? "" : connectionParts().getOrDefault("SharedAccessSignature", "");
    }

    private Map<String, String> connectionParts() {
        Map<String, String> parts = new HashMap<>();
        for (String part : value(CONNECTION).split(";", -1)) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                parts.put(
                        part.substring(0, equals).trim(),
                        part.substring(equals + 1).trim());
            }
        }
        return parts;
    }

    private void applyConnectionString(AccountUrl url, BlobServiceClientBuilder client) throws StorageException {
        Map<String, String> parts = connectionParts();
        String account = parts.getOrDefault("AccountName", url.account());
        if (!account.equals(url.account())) {
            throw new StorageException(
                    CONNECTION + " is for account " + account + ", not for " + url.account() + "; set the one of "
                            + url.account() + ", or " + KEY + ".",
                    null);
        }
        String signature = parts.get("SharedAccessSignature");
        if (signature != null) {
            client.credential(new AzureSasCredential(signature));
            return;
        }
        client.credential(key(account, parts.getOrDefault("AccountKey", ""), CONNECTION));
    }

    private static StorageSharedKeyCredential key(String account, String key, String variable) throws StorageException {
        try {
            byte[] decoded = Base64.getDecoder().decode(key);
            if (decoded.length == 0) {
                throw new IllegalArgumentException("empty");
            }
        } catch (IllegalArgumentException notBase64) {
            throw new StorageException(
                    variable + " holds no account key (base64); get it with: az storage account keys list -n " + account
                            + " --query [0].value -o tsv",
                    null);
        }
        return new StorageSharedKeyCredential(account, key);
    }

    private boolean isSet(String variable) {
        return !environment.getOrDefault(variable, "").isBlank();
    }

    private String value(String variable) {
        return environment.getOrDefault(variable, "").trim();
    }
}
