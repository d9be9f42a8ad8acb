package io.github.flowlog.adx.cli.pair;

import io.github.flowlog.adx.cli.terminal.CommandFailure;
import io.github.flowlog.net.IpPrefix;
import io.github.flowlog.net.NamedNetworks;
import org.jspecify.annotations.Nullable;

/**
 * One end of a connection that a question is about: an address, a prefix or the name of a network.
 *
 * @param text as it was typed, without brackets
 * @param condition the words of a filter that follow {@code src} or {@code dst}
 */
record Endpoint(String text, String condition) {
    /** Reads an end that has no port; {@code which} names it in messages. */
    static Endpoint parse(String which, String text, NamedNetworks networks) {
        try {
            Endpoint endpoint = ofNameOrAddress(withoutBrackets(text), networks);
            if (endpoint != null) {
                return endpoint;
            }
        } catch (IllegalArgumentException e) {
            throw wrong(which, text, ": " + e.getMessage() + ".");
        }
        throw wrong(which, text, expected(networks));
    }

    /** The end that a text is, null when it is none; an {@link IllegalArgumentException} for a prefix with a fault. */
    static @Nullable Endpoint ofNameOrAddress(String text, NamedNetworks networks) {
        if (networks.names().contains(text)) {
            return new Endpoint(text, "net name:\"" + text + '"');
        }
        if (text.startsWith("name:")) {
            return ofNameOrAddress(text.substring("name:".length()), networks);
        }
        int slash = text.indexOf('/');
        if (slash >= 0) {
            return isAddress(text.substring(0, slash)) ? new Endpoint(text, "net " + IpPrefix.parse(text)) : null;
        }
        return isAddress(text) ? new Endpoint(text, "ip " + text) : null;
    }

    private static boolean isAddress(String text) {
        try {
            IpPrefix.parse(text + (text.contains(":") ? "/128" : "/32"));
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String withoutBrackets(String text) {
        return text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
    }

    static String expected(NamedNetworks networks) {
        return ": expected an address, a prefix such as 10.0.0.0/24, or a name"
                + (networks.names().isEmpty() ? " of --networks FILE." : " in the file of --networks.");
    }

    static CommandFailure wrong(String which, String text, String why) {
        return CommandFailure.usage("Cannot use " + text + " as " + which + why + " The order is A B SOURCE.");
    }
}
