package io.github.flowlog.aggregate;

import io.github.flowlog.Decision;
import io.github.flowlog.FlowTuple;
import io.github.flowlog.FlowType;
import io.github.flowlog.IpProtocol;
import io.github.flowlog.encode.FlowLogResource;
import io.github.flowlog.net.AddressScope;
import io.github.flowlog.net.IpPrefix;
import io.github.flowlog.net.NamedNetworks;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The oracle: groups in a HashMap of texts, one flow tuple at a time. */
final class PlainGroups {
    private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);

    private final AggregationKey key;
    private final Map<IpPrefix, String> networks;
    private final Map<List<String>, List<FlowTuple>> groups = new HashMap<>();

    PlainGroups(AggregationKey key, Map<IpPrefix, String> networks) {
        this.key = key;
        this.networks = networks;
    }

    void add(FlowTuple tuple) {
        List<String> texts =
                key.columns().stream().map(column -> text(column, tuple)).toList();
        groups.computeIfAbsent(texts, first -> new ArrayList<>()).add(tuple);
    }

    int size() {
        return groups.size();
    }

    /** All groups in the order of a ranking. */
    List<RankedGroup> top(Metric metric) {
        long whole = Math.max(
                0,
                totals(groups.values().stream().flatMap(List::stream).toList()).value(metric));
        List<RankedGroup> ranked = new ArrayList<>();
        groups.forEach((texts, tuples) -> ranked.add(new RankedGroup(texts, totals(tuples), 0, 0)));
        ranked.sort(
                Comparator.comparingLong((RankedGroup group) -> group.totals().value(metric))
                        .thenComparingLong(group -> group.totals().last())
                        .reversed()
                        .thenComparing(RankedGroup::key, this::compareKeys));
        BigInteger passed = BigInteger.ZERO;
        List<RankedGroup> result = new ArrayList<>();
        for (RankedGroup group : ranked) {
            long value = group.totals().value(metric);
            passed = passed.add(BigInteger.valueOf(Math.max(0, value))).min(MOST);
            double share = value < 0 ? Double.NaN : value / (double) whole;
            result.add(new RankedGroup(group.key(), group.totals(), share, passed.doubleValue() / whole));
        }
        return result;
    }

    private static GroupTotals totals(List<FlowTuple> tuples) {
        return new GroupTotals(
                tuples.size(),
                tuples.stream()
                        .filter(tuple -> tuple.decision() == Decision.DENIED)
                        .count(),
                sum(tuples, FlowTuple::packetsSourceToDestination),
                sum(tuples, FlowTuple::bytesSourceToDestination),
                sum(tuples, FlowTuple::packetsDestinationToSource),
                sum(tuples, FlowTuple::bytesDestinationToSource),
                tuples.stream()
                        .filter(tuple -> Stream.of(
                                        tuple.packetsSourceToDestination(),
                                        tuple.bytesSourceToDestination(),
                                        tuple.packetsDestinationToSource(),
                                        tuple.bytesDestinationToSource())
                                .allMatch(Objects::isNull))
                        .count(),
                tuples.stream()
                        .mapToLong(tuple -> tuple.time().toEpochMilli())
                        .min()
                        .orElse(Long.MAX_VALUE),
                tuples.stream()
                        .mapToLong(tuple -> tuple.time().toEpochMilli())
                        .max()
                        .orElse(Long.MIN_VALUE));
    }

    private static long sum(List<FlowTuple> tuples, Function<FlowTuple, @Nullable Long> counter) {
        List<Long> measured =
                tuples.stream().map(counter).filter(Objects::nonNull).toList();
        return measured.isEmpty()
                ? -1
                : measured.stream()
                        .map(BigInteger::valueOf)
                        .reduce(BigInteger.ZERO, BigInteger::add)
                        .min(MOST)
                        .longValueExact();
    }

    private String text(KeyColumn column, FlowTuple tuple) {
        return switch (column.field()) {
            case SOURCE -> tuple.source();
            case DESTINATION -> tuple.destination();
            case SOURCE_PORT -> Integer.toString(tuple.sourcePort());
            case DESTINATION_PORT -> Integer.toString(tuple.destinationPort());
            case PROTOCOL -> IpProtocol.keyword(tuple.protocol());
            case DIRECTION -> tuple.direction().text();
            case DECISION -> tuple.decision().text();
            case STATE -> tuple.state().text();
            case VERSION -> Integer.toString(tuple.format().version());
            case TYPE ->
                FlowType.of(isPrivate(tuple.source()), isPrivate(tuple.destination()))
                        .text();
            case SOURCE_SCOPE -> scope(tuple.source());
            case DESTINATION_SCOPE -> scope(tuple.destination());
            case RULE -> tuple.rule();
            case ACL -> FlowLogResource.aclGroup(tuple.aclId());
            case MAC -> tuple.mac();
            case RESOURCE -> FlowLogResource.of(tuple.resourceId()).name();
            case SOURCE_SUBNET -> subnet(column, tuple.source());
            case DESTINATION_SUBNET -> subnet(column, tuple.destination());
            case SOURCE_NETWORK -> network(tuple.source());
            case DESTINATION_NETWORK -> network(tuple.destination());
            case TIME -> {
                long bin = column.minutes() * 60_000L;
                yield Instant.ofEpochMilli(tuple.time().toEpochMilli() / bin * bin)
                        .toString();
            }
        };
    }

    private static boolean isPrivate(String address) {
        return Stream.of("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7")
                .anyMatch(prefix -> IpPrefix.parse(prefix).contains(host(address)));
    }

    private static String scope(String address) {
        IpPrefix host = host(address);
        return address.contains(":")
                ? AddressScope.ofIpv6(host.high(), host.low()).name()
                : AddressScope.ofIpv4((int) host.low()).name();
    }

    private static String subnet(KeyColumn column, String address) {
        int length = address.contains(":") ? column.ipv6Length() : column.ipv4Length();
        return IpPrefix.parseMasked(address + "/" + length).toString();
    }

    private String network(String address) {
        return networks.entrySet().stream()
                .filter(network -> network.getKey().contains(host(address)))
                .max(Comparator.comparingInt(network -> network.getKey().length()))
                .map(Map.Entry::getValue)
                .orElse("");
    }

    private static IpPrefix host(String address) {
        return IpPrefix.parse(address.contains(":") ? address + "/128" : address + "/32");
    }

    private int compareKeys(List<String> a, List<String> b) {
        for (int column = 0; column < a.size(); column++) {
            int order = compare(key.columns().get(column).field(), a.get(column), b.get(column));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private static int compare(KeyField field, String a, String b) {
        return switch (field) {
            case SOURCE, DESTINATION, SOURCE_SUBNET, DESTINATION_SUBNET -> compareAddresses(a, b);
            case SOURCE_PORT, DESTINATION_PORT, VERSION -> Integer.compare(Integer.parseInt(a), Integer.parseInt(b));
            case PROTOCOL -> Integer.compare(IpProtocol.numberOf(a), IpProtocol.numberOf(b));
            case TIME -> Instant.parse(a).compareTo(Instant.parse(b));
            // in the order of the constants, whose words are not alphabetical
            case STATE -> Integer.compare(rank(a), rank(b));
            case SOURCE_SCOPE, DESTINATION_SCOPE -> AddressScope.valueOf(a).compareTo(AddressScope.valueOf(b));
            default -> a.compareTo(b);
        };
    }

    private static int rank(String state) {
        return List.of("", "Begin", "Continue", "End", "Deny").indexOf(state);
    }

    private static int compareAddresses(String a, String b) {
        byte[] first = octets(a);
        byte[] second = octets(b);
        return first.length != second.length
                ? Integer.compare(first.length, second.length)
                : ByteBuffer.wrap(unsigned(first)).compareTo(ByteBuffer.wrap(unsigned(second)));
    }

    /** Octets whose order as signed bytes is that of the unsigned ones. */
    private static byte[] unsigned(byte[] octets) {
        byte[] flipped = octets.clone();
        for (int i = 0; i < flipped.length; i++) {
            flipped[i] ^= (byte) 0x80;
        }
        return flipped;
    }

    private static byte[] octets(String addressOrPrefix) {
        try {
            return InetAddress.getByName(addressOrPrefix.replaceFirst("/.*", ""))
                    .getAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("not a literal: " + addressOrPrefix, e);
        }
    }

    NamedNetworks namedNetworks() {
        return NamedNetworks.of(networks);
    }
}
