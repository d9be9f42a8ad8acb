package io.github.flowlog.adx.storage;

import java.io.IOException;

/** A storage account has no container of a name. */
final class ContainerMissingException extends IOException {
    private static final long serialVersionUID = 1L;

    ContainerMissingException(String account, String container, Throwable cause) {
        super("Storage account " + account + " has no container " + container, Redaction.failure(cause));
    }
}
