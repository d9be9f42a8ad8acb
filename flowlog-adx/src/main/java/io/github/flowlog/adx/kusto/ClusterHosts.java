package io.github.flowlog.adx.kusto;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The hosts that a token may be sent to, by the cloud that gives the token. */
final class ClusterHosts {
    /**
     * One cloud.
     *
     * @param login where it signs in
     * @param suffixes what names of clusters end with; each begins at a border of two labels
     */
    record Cloud(String login, List<String> suffixes) {}

    static final Cloud PUBLIC = new Cloud(
            "https://login.microsoftonline.com",
            List.of(
                    ".kusto.windows.net",
                    ".kustomfa.windows.net",
                    ".kustodev.windows.net",
                    ".kusto.azuresynapse.net",
                    ".kustodev.azuresynapse-dogfood.net",
                    ".kusto.data.microsoft.com",
                    ".kusto.fabric.microsoft.com"));

    static final List<Cloud> CLOUDS = List.of(
            PUBLIC,
            new Cloud(
                    "https://login.microsoftonline.us",
                    List.of(".kusto.usgovcloudapi.net", ".kustomfa.usgovcloudapi.net")),
            new Cloud(
                    "https://login.partner.microsoftonline.cn",
                    List.of(".kusto.chinacloudapi.cn", ".kustomfa.chinacloudapi.cn", ".kusto.azuresynapse.azure.cn")),
            new Cloud(
                    "https://login.microsoftonline.eaglex.ic.gov",
                    List.of(".kusto.core.eaglex.ic.gov", ".kustomfa.core.eaglex.ic.gov")),
            new Cloud(
                    "https://login.microsoftonline.microsoft.scloud",
                    List.of(".kusto.core.microsoft.scloud", ".kustomfa.core.microsoft.scloud")),
            new Cloud(
                    "https://login.sovcloud-identity.fr",
                    List.of(".kusto.sovcloud-api.fr", ".kustomfa.sovcloud-api.fr")),
            new Cloud(
                    "https://login.sovcloud-identity.de",
                    List.of(".kusto.sovcloud-api.de", ".kustomfa.sovcloud-api.de")),
            new Cloud(
                    "https://login.sovcloud-identity.sg",
                    List.of(".kusto.sovcloud-api.sg", ".kustomfa.sovcloud-api.sg")));

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Pattern LABELS =
            Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*");

    private ClusterHosts() {}

    /** Whether a host in lower case is a cluster of Azure Data Explorer, Synapse or Fabric. */
    static boolean isCluster(String host) {
        return cloud(host).isPresent();
    }

    /** The cloud that a cluster is in, by its host in lower case. */
    static Optional<Cloud> cloud(String host) {
        return CLOUDS.stream()
                .filter(cloud -> cloud.suffixes().stream().anyMatch(suffix -> isBelow(suffix, host)))
                .findFirst();
    }

    private static boolean isBelow(String suffix, String host) {
        return host.endsWith(suffix)
                && LABELS.matcher(host.substring(0, host.length() - suffix.length()))
                        .matches();
    }

    /** Whether a host in lower case is this machine. */
    static boolean isLoopback(String host) {
        return LOOPBACK.contains(host);
    }
}
