package io.github.flowlog.adx.kusto;

import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code https://CLUSTER.REGION.kusto.windows.net/DATABASE[/TABLE]} names.
 *
 * <p>There is no address of any other host than those of {@link ClusterHosts}, so that a token goes nowhere else. <b>Errors:</b> an
 * {@link IllegalArgumentException} with one sentence that holds nothing of a text that may be secret.
 *
 * @param endpoint scheme, host and port of the engine, without {@code ingest-}
 * @param database name of the database
 * @param table name of the table of flow tuples
 */
public record ClusterAddress(String endpoint, String database, String table) {
    /** The table unless another is named. */
    public static final String DEFAULT_TABLE = "FlowLogs";

    private static final String EXPECTED = "; expected https://CLUSTER.REGION.kusto.windows.net/DATABASE[/TABLE].";
    private static final Pattern URL = Pattern.compile(
            "(https?)://(?<host>[a-z0-9.-]+|\\[::1\\])(:(?<port>[0-9]{1,5}))?", Pattern.CASE_INSENSITIVE);
    private static final String INGEST = "ingest-";
    private static final int LONGEST_NAME = 1_024;

    /** Checks each part. */
    public ClusterAddress {
        endpoint = checkedEndpoint(endpoint);
        checkName("database", database);
        checkName("table", table);
    }

    /** Whether a text is meant as an address at all. */
    public static boolean looksLike(String text) {
        return text.regionMatches(true, 0, "https:", 0, 6) || text.regionMatches(true, 0, "http:", 0, 5);
    }

    /** Reads an address as a person writes it. */
    public static ClusterAddress parse(String text) {
        if (text.indexOf('?') >= 0 || text.indexOf('#') >= 0) {
            throw new IllegalArgumentException(
                    "The address of a cluster has no \"?\" and no \"#\", because it signs in with Microsoft Entra ID only"
                            + EXPECTED);
        }
        int authority = text.indexOf("://");
        if (!looksLike(text) || authority < 0) {
            throw new IllegalArgumentException("The address of a cluster begins with https://" + EXPECTED);
        }
        int slash = text.indexOf('/', authority + 3);
        String endpoint = checkedEndpoint(slash < 0 ? text : text.substring(0, slash));
        String path = slash < 0 ? "" : text.substring(slash + 1);
        if (path.endsWith("/")) {
            path = path.substring(0, path.length() - 1);
        }
        String[] names = path.split("/", -1);
        if (names.length > 2) {
            throw new IllegalArgumentException(
                    "The address of a cluster names a database and a table, no more" + EXPECTED);
        }
        if (path.isEmpty()) {
            throw new IllegalArgumentException("The address of a cluster names its database" + EXPECTED);
        }
        return new ClusterAddress(endpoint, decoded(names[0]), names.length == 1 ? DEFAULT_TABLE : decoded(names[1]));
    }

    private static String checkedEndpoint(String endpoint) {
        if (endpoint.indexOf('@') >= 0) {
            throw new IllegalArgumentException(
                    "The address of a cluster has no user and no password, because it signs in with Microsoft Entra ID only"
                            + EXPECTED);
        }
        Matcher url = URL.matcher(endpoint);
        if (!url.matches()) {
            throw new IllegalArgumentException("The address of a cluster has no host that can be read" + EXPECTED);
        }
        String host = url.group("host").toLowerCase(Locale.ROOT);
        boolean secure = url.group(1).equalsIgnoreCase("https");
        int port = url.group("port") == null ? -1 : Integer.parseInt(url.group("port"));
        if (ClusterHosts.isLoopback(host)) {
            return loopback(host, secure, port);
        }
        if (!ClusterHosts.isCluster(host)) {
            throw new IllegalArgumentException(
                    "\"" + host + "\" is no host of Azure Data Explorer or Fabric" + EXPECTED);
        }
        if (!secure) {
            throw new IllegalArgumentException("Cluster " + host + " is asked over https only" + EXPECTED);
        }
        if (port >= 0 && port != 443) {
            throw new IllegalArgumentException("Cluster " + host + " answers on port 443 only" + EXPECTED);
        }
        return "https://" + (host.startsWith(INGEST) ? host.substring(INGEST.length()) : host);
    }

    private static String loopback(String host, boolean secure, int port) {
        if (secure || port < 1 || port > 65_535) {
            throw new IllegalArgumentException(
                    "A stand on this machine is asked over http and by its port; expected http://localhost:PORT/DATABASE[/TABLE].");
        }
        return "http://" + host + ":" + port;
    }

    private static String decoded(String name) {
        byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(utf8.length);
        try {
            for (int i = 0; i < utf8.length; i++) {
                if (utf8[i] == '%') {
                    bytes.put((byte) ((hexDigit(utf8, i + 1) << 4) + hexDigit(utf8, i + 2)));
                    i += 2;
                } else {
                    bytes.put(utf8[i]);
                }
            }
            return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
        } catch (CharacterCodingException notText) {
            throw new IllegalArgumentException(
                    "A name in the address of a cluster is not percent-encoded UTF-8; write a blank as %20" + EXPECTED);
        }
    }

    private static int hexDigit(byte[] text, int index) throws CharacterCodingException {
        int digit = index < text.length ? Character.digit(text[index], 16) : -1;
        if (digit < 0) {
            throw new CharacterCodingException();
        }
        return digit;
    }

    private static void checkName(String what, String name) {
        boolean legal = name.codePoints()
                .allMatch(c -> Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.' || c == ' ');
        if (!legal || name.isBlank() || name.matches("\\.+") || name.length() > LONGEST_NAME) {
            throw new IllegalArgumentException("The address of a cluster holds a name that no " + what
                    + " can have: letters, digits, \"_\", \"-\", \".\" and blanks only" + EXPECTED);
        }
    }

    /** Host of the engine, and its port on this machine: what messages call the cluster. */
    public String host() {
        return endpoint.substring(endpoint.indexOf("//") + 2);
    }

    /** Whether it is a stand on this machine, which asks for no token. */
    public boolean isLoopback() {
        return endpoint.startsWith("http:");
    }

    /** The endpoint that takes data in; the same as the other one for a stand on this machine. */
    String ingestEndpoint() {
        return isLoopback() ? endpoint : "https://" + INGEST + host();
    }

    /** As it is written; {@link #parse} reads it again. */
    @Override
    public String toString() {
        return endpoint + "/" + encoded(database) + (table.equals(DEFAULT_TABLE) ? "" : "/" + encoded(table));
    }

    private static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
