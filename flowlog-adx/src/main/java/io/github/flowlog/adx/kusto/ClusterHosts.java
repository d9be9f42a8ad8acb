package io.github.flowlog.adx.kusto;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The hosts that a token may be sent to. */
final class ClusterHosts {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    /** What names of clusters end with, by cloud; each begins at a border of two labels. */
    static final List<String> SUFFIXES = List.of(
            ".kusto.windows.net",
            ".kustomfa.windows.net",
            ".kustodev.windows.net",
            ".kusto.azuresynapse.net",
            ".kustodev.azuresynapse-dogfood.net",
            ".kusto.data.microsoft.com",
            ".kusto.fabric.microsoft.com",
            ".kusto.usgovcloudapi.net",
            ".kustomfa.usgovcloudapi.net",
            ".kusto.chinacloudapi.cn",
            ".kustomfa.chinacloudapi.cn",
            ".kusto.azuresynapse.azure.cn",
            ".kusto.core.eaglex.ic.gov",
            ".kustomfa.core.eaglex.ic.gov",
            ".kusto.core.microsoft.scloud",
            ".kustomfa.core.microsoft.scloud",
            ".kusto.sovcloud-api.fr",
            ".kustomfa.sovcloud-api.fr",
            ".kusto.sovcloud-api.de",
            ".kustomfa.sovcloud-api.de",
            ".kusto.sovcloud-api.sg",
            ".kustomfa.sovcloud-api.sg");

    private static final Pattern LABELS = Pattern.compile(
            "(?!ingest-(\\.|$))[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*");

    private ClusterHosts() {}

    /** Whether a host in lower case is a cluster of Azure Data Explorer, Synapse or Fabric. */
    static boolean isCluster(String host) {
        return SUFFIXES.stream()
                .anyMatch(suffix -> host.endsWith(suffix)
                        && LABELS.matcher(host.substring(0, host.length() - suffix.length()))
                                .matches());
    }

    /** Whether a host in lower case is this machine. */
    static boolean isLoopback(String host) {
        return LOOPBACK.contains(host);
    }
}
