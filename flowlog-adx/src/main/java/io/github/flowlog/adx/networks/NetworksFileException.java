package io.github.flowlog.adx.networks;

import java.io.IOException;

/** Thrown when a file does not name networks; the message says which file, where in it, what is wrong and what was expected. */
public final class NetworksFileException extends IOException {
    private static final long serialVersionUID = 1L;

    NetworksFileException(String message) {
        super(message);
    }
}
