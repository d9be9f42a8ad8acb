package io.github.flowlog.adx.storage;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Says in one sentence why a storage account does not answer as needed, and what to do next; holds no secret, and its cause none. */
public final class StorageException extends IOException {
    private static final long serialVersionUID = 1L;

    StorageException(String message, @Nullable Throwable cause) {
        super(message, cause == null ? null : Redaction.failure(cause));
    }
}
