package io.github.flowlog.adx.cli;

/** The filter on one screen. */
final class FilterHelp {
    private FilterHelp() {}

    static String text() {
        return """
                A filter is conditions joined by and, or, not and parentheses:

                  denied and in and dst port 22 and src net 203.0.113.0/24

                in, out                          which way it crossed the network interface
                denied, allowed                  what the rule did
                ip A, src ip A, dst ip A         either end, the initiator, the other
                net P, src net P, dst net P      a prefix: 10.0.0.0/8, 2001:db8::/32
                net name:OFFICE                  a network of the file of --networks
                port 22, src port, dst port      also port 8000-8100, port >= 1024
                proto udp, tcp, udp, icmp        keyword or number
                rule "DefaultRule_*"             rule; * stands for any characters
                acl, resource, mac               NSG; NSG, VNet or NIC; interface
                state begin                      begin, continue, end, deny
                type PrivateToPublic             private is RFC 1918 and fc00::/7
                scope private, src scope ...     kind of address: private, public, platform, ...
                bytes > 1M, packets sent = 0     counters; false where nothing was measured
                encrypted, encryption NX         flow encryption (version 4)
                version 4, time >= 2026-11-20    version of the record; UTC

                Lists: port in (22, 3389), ip not in (10.0.0.4, 10.0.0.5). Two conditions on
                ip meet either way round: ip 10.0.0.4 and ip 10.0.0.5 is the traffic between
                the two. Quote the filter for the shell: -f 'denied and dst port 22'.
                """;
    }
}
