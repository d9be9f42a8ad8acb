package io.github.flowlog.adx.cli.load;

import io.github.flowlog.adx.kusto.ClusterAddress;
import io.github.flowlog.adx.storage.AccountUrl;
import io.github.flowlog.encode.ContentKey;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** Where the state of loads into a table is kept, unless the user names a place: a folder for each table. */
final class StateFolder {
    private StateFolder() {}

    /** The folder of a table; the environment says where programs keep their state. */
    static Path of(ClusterAddress address, Map<String, String> environment) {
        return root(environment)
                .resolve("flowlog")
                .resolve(name(URI.create(address.endpoint()).getAuthority()))
                .resolve(name(address.database()))
                .resolve(name(address.table()));
    }

    /** What a table's loaders keep on this machine whose journals lie in blobs at a URL. */
    static Path of(ClusterAddress address, AccountUrl journals, Map<String, String> environment) {
        String container = String.join("\n", journals.containers());
        String prefix = journals.prefix().replaceFirst("/+$", "");
        return of(address, environment)
                .resolve("state-" + ContentKey.ofSource(journals.endpoint(), container, prefix, ""));
    }

    private static Path root(Map<String, String> environment) {
        String state = environment.getOrDefault("XDG_STATE_HOME", "");
        if (!state.isEmpty()) {
            return Path.of(state);
        }
        String windows = environment.getOrDefault("LOCALAPPDATA", "");
        return windows.isEmpty() ? Path.of(System.getProperty("user.home"), ".local", "state") : Path.of(windows);
    }

    /** A name of a cluster, database or table as that of a folder: nothing in it leads anywhere else. */
    private static String name(String text) {
        String encoded = URLEncoder.encode(text, StandardCharsets.UTF_8).replace("*", "%2A");
        return encoded.startsWith(".") ? "%2E" + encoded.substring(1) : encoded;
    }
}
