package io.github.flowlog.adx.storage;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The place of flow logs in a storage account, as a person writes it:
 * {@code https://ACCOUNT.blob.core.windows.net/CONTAINER/PREFIX}.
 *
 * <p>Immutable. A shared access signature in the URL is kept apart and never in {@link #toString}.
 */
public final class AccountUrl {
    /** The containers that Azure writes flow logs to: of NSGs, then of virtual networks. */
    public static final List<String> FLOW_LOG_CONTAINERS =
            List.of("insights-logs-networksecuritygroupflowevent", "insights-logs-flowlogflowevent");

    private static final Pattern HOST = Pattern.compile("([a-z0-9]{3,24})(-secondary)?(\\.z[0-9]{1,2})?\\.blob\\.("
            + "core\\.windows\\.net|core\\.chinacloudapi\\.cn|core\\.usgovcloudapi\\.net|core\\.cloudapi\\.de"
            + "|storage\\.azure\\.net)");
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

    private final String endpoint;
    private final String account;
    private final String container;
    private final String prefix;
    private final String signature;

    private AccountUrl(String endpoint, String account, String container, String prefix, String signature) {
        this.endpoint = endpoint;
        this.account = account;
        this.container = container;
        this.prefix = prefix;
        this.signature = signature;
    }

    /** Whether a text is meant as a URL at all. */
    public static boolean looksLike(String text) {
        return text.regionMatches(true, 0, "https://", 0, 8) || text.regionMatches(true, 0, "http://", 0, 7);
    }

    /** Whether a text is a place in Azure Storage but for its {@code https://}, so that no file or folder may be meant. */
    public static boolean lacksScheme(String text) {
        String host = text.replaceFirst("(?i)^(https?:)?/{0,2}", "").replaceFirst("(?s)[/?#].*", "");
        return !looksLike(text) && HOST.matcher(host.toLowerCase(Locale.ROOT)).matches();
    }

    /**
     * Reads a URL.
     *
     * <p>Only hosts of Azure Storage are taken, so that a credential goes nowhere else, and an emulator on this machine, whose
     * paths begin with the account's name.
     *
     * @throws IllegalArgumentException if it is none, in one sentence that holds no signature
     */
    public static AccountUrl parse(String text) {
        int query = text.indexOf('?');
        String shown = query < 0 ? text : text.substring(0, query);
        URI url;
        try {
            url = new URI(shown.replace(" ", "%20"));
        } catch (URISyntaxException bad) {
            throw new IllegalArgumentException("\"" + shown + "\" is not a URL.");
        }
        String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
        String host = String.valueOf(url.getHost()).toLowerCase(Locale.ROOT);
        String path = String.valueOf(url.getPath()).replaceFirst("^/+", "");
        String signature = query < 0 ? "" : text.substring(query + 1);
        if (url.getRawUserInfo() != null || url.getRawFragment() != null) {
            throw new IllegalArgumentException("\"" + host + "\": a URL of logs has no user and no fragment.");
        }
        if (LOOPBACK.contains(host)) {
            return emulator(scheme, url.getRawAuthority(), path, signature);
        }
        Matcher azure = HOST.matcher(host);
        if (!azure.matches()) {
            throw new IllegalArgumentException("\"" + host
                    + "\" is not a host of Azure Storage; expected https://ACCOUNT.blob.core.windows.net/CONTAINER.");
        }
        if (!scheme.equals("https")) {
            throw new IllegalArgumentException("\"" + shown + "\": logs are read over https only.");
        }
        if (url.getPort() >= 0 && url.getPort() != 443) {
            throw new IllegalArgumentException("\"" + shown + "\": Azure Storage answers on port 443 only.");
        }
        return of("https://" + host, azure.group(1), path, signature);
    }

    private static AccountUrl emulator(String scheme, String authority, String path, String signature) {
        int slash = path.indexOf('/');
        String account = slash < 0 ? path : path.substring(0, slash);
        if (account.isEmpty()) {
            throw new IllegalArgumentException("A URL of an emulator names the account first: " + scheme + "://"
                    + authority + "/devstoreaccount1/CONTAINER.");
        }
        return of(
                scheme + "://" + authority + "/" + account,
                account,
                slash < 0 ? "" : path.substring(slash + 1).replaceFirst("^/+", ""),
                signature);
    }

    private static AccountUrl of(String endpoint, String account, String path, String signature) {
        int slash = path.indexOf('/');
        String container = slash < 0 ? path : path.substring(0, slash);
        String prefix = slash < 0 ? "" : path.substring(slash + 1);
        return new AccountUrl(endpoint, account, container, prefix, signature);
    }

    /** Where the account answers, without container and without signature. */
    public String endpoint() {
        return endpoint;
    }

    /** Name of the account. */
    public String account() {
        return account;
    }

    /** The containers that are meant: the named one, or both that flow logs are written to. */
    public List<String> containers() {
        return container.isEmpty() ? FLOW_LOG_CONTAINERS : List.of(container);
    }

    /** Whether a container is named. */
    public boolean namesContainer() {
        return !container.isEmpty();
    }

    /** What names of blobs begin with; empty for all. */
    public String prefix() {
        return prefix;
    }

    /** Whether it is on this machine. */
    boolean isLoopback() {
        return !HOST.matcher(endpoint.substring(endpoint.indexOf("//") + 2)).matches();
    }

    /** The shared access signature of the URL, a secret; empty when there is none. */
    String signature() {
        return signature;
    }

    /** The URL without the signature. */
    @Override
    public String toString() {
        return endpoint + (container.isEmpty() ? "" : "/" + container) + (prefix.isEmpty() ? "" : "/" + prefix);
    }
}
