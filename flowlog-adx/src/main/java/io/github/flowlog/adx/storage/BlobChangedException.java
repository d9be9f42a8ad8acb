package io.github.flowlog.adx.storage;

import java.io.IOException;

/** A blob was written to since its version was looked up. */
final class BlobChangedException extends IOException {
    private static final long serialVersionUID = 1L;

    BlobChangedException(String name) {
        super(name + " was written to while it was being read; the next run reads it as it is then");
    }
}
