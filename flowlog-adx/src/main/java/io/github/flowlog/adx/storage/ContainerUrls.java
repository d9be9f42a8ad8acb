package io.github.flowlog.adx.storage;

import java.io.IOException;
import java.util.List;

/** Knows the containers that blobs may be staged in. */
@FunctionalInterface
public interface ContainerUrls {
    /**
     * The containers, each with the signature that lets one write and read; secret.
     *
     * @param renewed whether to ask for new signatures, because the last ones were refused
     */
    List<String> urls(boolean renewed) throws IOException;
}
