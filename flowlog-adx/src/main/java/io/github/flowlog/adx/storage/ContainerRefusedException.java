package io.github.flowlog.adx.storage;

import java.io.IOException;

/** A container is gone, or what is to open it does not. */
final class ContainerRefusedException extends IOException {
    private static final long serialVersionUID = 1L;

    ContainerRefusedException(String message, Throwable cause) {
        super(message, Redaction.failure(cause));
    }
}
