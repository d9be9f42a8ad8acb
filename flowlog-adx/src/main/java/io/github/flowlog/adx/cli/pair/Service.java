package io.github.flowlog.adx.cli.pair;

import io.github.flowlog.IpProtocol;
import io.github.flowlog.net.NamedNetworks;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The end B of a connection, with the port and protocol it is asked about.
 *
 * @param endpoint the address, prefix or network
 * @param port the destination port, {@link #ANY} when none was given
 * @param protocol the IANA number, {@link #ANY} when none was given
 */
record Service(Endpoint endpoint, int port, int protocol) {
    static final int ANY = -1;

    private static final int HIGHEST_PORT = 65_535;
    private static final Pattern IN_BRACKETS = Pattern.compile("\\[([^\\[\\]]*)](?::(.*))?");
    private static final Pattern WITH_PORT = Pattern.compile("(.*):([^:]*)");
    private static final Pattern PORT = Pattern.compile("([0-9]{1,5})(?:/([A-Za-z0-9-]+))?");

    /** Reads {@code B[:port[/proto]]}; an IPv6 address with a port stands in brackets. */
    static Service parse(String text, NamedNetworks networks) {
        try {
            Endpoint whole = Endpoint.ofNameOrAddress(text, networks);
            if (whole != null) {
                return new Service(whole, ANY, ANY);
            }
            Matcher parts = parts(text);
            Endpoint endpoint = parts.matches() ? Endpoint.ofNameOrAddress(parts.group(1), networks) : null;
            if (endpoint != null) {
                return withPort(endpoint, text, parts.group(2));
            }
        } catch (IllegalArgumentException e) {
            throw Endpoint.wrong("B", text, ": " + e.getMessage() + ".");
        }
        throw Endpoint.wrong("B", text, Endpoint.expected(networks));
    }

    private static Matcher parts(String text) {
        Matcher inBrackets = IN_BRACKETS.matcher(text);
        return inBrackets.matches() ? inBrackets : WITH_PORT.matcher(text);
    }

    private static Service withPort(Endpoint endpoint, String text, @Nullable String port) {
        if (port == null) {
            return new Service(endpoint, ANY, ANY);
        }
        Matcher parts = PORT.matcher(port);
        if (!parts.matches() || Integer.parseInt(parts.group(1)) > HIGHEST_PORT) {
            throw Endpoint.wrong(
                    "B", text, ": expected a port of 0 to 65535 behind the colon, such as 443 or 443/tcp.");
        }
        int protocol = parts.group(2) == null ? ANY : IpProtocol.numberOf(parts.group(2));
        if (parts.group(2) != null && protocol == ANY) {
            throw Endpoint.wrong(
                    "B", text, ": there is no protocol " + parts.group(2) + ": expected tcp, udp or a number.");
        }
        return new Service(endpoint, Integer.parseInt(parts.group(1)), protocol);
    }

    /** The conditions that port and protocol add to a filter. */
    String conditions() {
        return (port == ANY ? "" : " and dst port " + port) + (protocol == ANY ? "" : " and proto " + protocol);
    }

    /** {@code 10.0.0.4} or {@code 10.0.0.4 on TCP 443}. */
    String text() {
        if (port == ANY) {
            return endpoint.text();
        }
        String kind = protocol == ANY ? "port" : IpProtocol.keyword(protocol);
        return endpoint.text() + " on " + kind + " " + port;
    }
}
