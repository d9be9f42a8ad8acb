package io.github.flowlog.aggregate;

import io.github.flowlog.Decision;
import io.github.flowlog.Direction;
import io.github.flowlog.FlowBatch;
import io.github.flowlog.FlowLogFormat;
import io.github.flowlog.FlowState;
import io.github.flowlog.FlowType;
import io.github.flowlog.IpProtocol;
import io.github.flowlog.net.AddressScope;
import io.github.flowlog.net.IpFamily;
import io.github.flowlog.net.NamedNetworks;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** One column of a key as numbers of a few bits: their values in rows, their texts, their order. */
abstract class KeyPart {
    private static final int ADDRESS_BITS = 32;
    private static final int PORT_BITS = 16;
    private static final int BYTE_BITS = 8;
    private static final long MILLIS_PER_MINUTE = 60_000;

    private final int bits;

    private KeyPart(int bits) {
        this.bits = bits;
    }

    /** The part of a column; addresses are coded by {@code addresses} of all parts, networks named by {@code networks}. */
    static KeyPart of(KeyColumn column, AddressCodes addresses, NamedNetworks networks, MemoryBudget budget) {
        KeyField field = column.field();
        return switch (field) {
            case SOURCE, DESTINATION ->
                new Address(field == KeyField.SOURCE, addresses, false, IpFamily.IPV4.bits(), IpFamily.IPV6.bits());
            case SOURCE_SUBNET, DESTINATION_SUBNET ->
                new Address(field == KeyField.SOURCE_SUBNET, addresses, true, column.ipv4Length(), column.ipv6Length());
            case SOURCE_NETWORK, DESTINATION_NETWORK -> new Network(field == KeyField.SOURCE_NETWORK, networks);
            case SOURCE_SCOPE, DESTINATION_SCOPE -> new Scope(field == KeyField.SOURCE_SCOPE);
            case RULE, ACL, MAC, RESOURCE -> new Text(new TextCodes(field, budget));
            case SOURCE_PORT, DESTINATION_PORT -> new Port(field == KeyField.SOURCE_PORT);
            case PROTOCOL -> new Protocol();
            case TIME -> new Time(column.minutes() * MILLIS_PER_MINUTE);
            case DIRECTION -> Word.of(Stream.of(Direction.values()).map(Direction::text), FlowBatch::direction);
            case DECISION -> Word.of(Stream.of(Decision.values()).map(Decision::text), FlowBatch::decision);
            case STATE -> Word.of(Stream.of(FlowState.values()).map(FlowState::text), FlowBatch::state);
            case TYPE -> Word.of(Stream.of(FlowType.values()).map(FlowType::text), FlowBatch::type);
            case VERSION ->
                Word.of(
                        Stream.of(FlowLogFormat.values()).map(format -> Integer.toString(format.version())),
                        FlowBatch::format);
        };
    }

    /** How many bits a value takes. */
    final int bits() {
        return bits;
    }

    /** Called before the rows of a batch are read. */
    void begin(FlowBatch batch) {}

    /** The value of a row. */
    abstract long value(FlowBatch batch, int row);

    /** What a value is called in results. */
    abstract String text(long value);

    /** Puts values in order. */
    int compare(long value, long other) {
        return Long.compare(value, other);
    }

    /** Addresses, or the first address of the subnet that holds them. */
    private static final class Address extends KeyPart {
        private final boolean source;
        private final AddressCodes codes;
        private final String ipv4Length;
        private final String ipv6Length;
        private final int ipv4Mask;
        private final long highMask;
        private final long lowMask;

        Address(boolean source, AddressCodes codes, boolean subnet, int ipv4Length, int ipv6Length) {
            super(ADDRESS_BITS);
            this.source = source;
            this.codes = codes;
            this.ipv4Length = subnet ? "/" + ipv4Length : "";
            this.ipv6Length = subnet ? "/" + ipv6Length : "";
            this.ipv4Mask = (int) upperBits(Integer.SIZE + ipv4Length);
            this.highMask = upperBits(Math.min(ipv6Length, Long.SIZE));
            this.lowMask = upperBits(Math.max(ipv6Length - Long.SIZE, 0));
        }

        private static long upperBits(int count) {
            return count == 0 ? 0 : -1L << (Long.SIZE - count);
        }

        @Override
        long value(FlowBatch batch, int row) {
            if (source) {
                return batch.isSourceIpv6(row)
                        ? codes.ofIpv6(batch.sourceIpv6High(row) & highMask, batch.sourceIpv6Low(row) & lowMask)
                        : codes.ofIpv4(batch.sourceIpv4(row) & ipv4Mask);
            }
            return batch.isDestinationIpv6(row)
                    ? codes.ofIpv6(batch.destinationIpv6High(row) & highMask, batch.destinationIpv6Low(row) & lowMask)
                    : codes.ofIpv4(batch.destinationIpv4(row) & ipv4Mask);
        }

        @Override
        String text(long value) {
            int code = (int) value;
            return codes.text(code) + (AddressCodes.isIpv6(code) ? ipv6Length : ipv4Length);
        }

        @Override
        int compare(long value, long other) {
            return codes.compare((int) value, (int) other);
        }
    }

    /** Value 0 is no network, else the number of the name and 1. */
    private static final class Network extends KeyPart {
        private final boolean source;
        private final NamedNetworks networks;

        Network(boolean source, NamedNetworks networks) {
            super(Integer.SIZE - Integer.numberOfLeadingZeros(networks.names().size()));
            this.source = source;
            this.networks = networks;
        }

        @Override
        long value(FlowBatch batch, int row) {
            int name;
            if (source) {
                name = batch.isSourceIpv6(row)
                        ? networks.lookupIpv6(batch.sourceIpv6High(row), batch.sourceIpv6Low(row))
                        : networks.lookupIpv4(batch.sourceIpv4(row));
            } else {
                name = batch.isDestinationIpv6(row)
                        ? networks.lookupIpv6(batch.destinationIpv6High(row), batch.destinationIpv6Low(row))
                        : networks.lookupIpv4(batch.destinationIpv4(row));
            }
            return name == NamedNetworks.NO_MATCH ? 0 : name + 1;
        }

        @Override
        String text(long value) {
            return value == 0 ? "" : networks.name((int) value - 1);
        }

        @Override
        int compare(long value, long other) {
            return text(value).compareTo(text(other));
        }
    }

    private static final class Scope extends KeyPart {
        private static final List<AddressScope> SCOPES = List.of(AddressScope.values());
        private final boolean source;

        Scope(boolean source) {
            super(BYTE_BITS);
            this.source = source;
        }

        @Override
        long value(FlowBatch batch, int row) {
            AddressScope scope;
            if (source) {
                scope = batch.isSourceIpv6(row)
                        ? AddressScope.ofIpv6(batch.sourceIpv6High(row), batch.sourceIpv6Low(row))
                        : AddressScope.ofIpv4(batch.sourceIpv4(row));
            } else {
                scope = batch.isDestinationIpv6(row)
                        ? AddressScope.ofIpv6(batch.destinationIpv6High(row), batch.destinationIpv6Low(row))
                        : AddressScope.ofIpv4(batch.destinationIpv4(row));
            }
            return scope.ordinal();
        }

        @Override
        String text(long value) {
            return SCOPES.get((int) value).name();
        }
    }

    private static final class Text extends KeyPart {
        private final TextCodes codes;

        Text(TextCodes codes) {
            super(Integer.SIZE);
            this.codes = codes;
        }

        @Override
        void begin(FlowBatch batch) {
            codes.begin(batch);
        }

        @Override
        long value(FlowBatch batch, int row) {
            return codes.number(batch, row);
        }

        @Override
        String text(long value) {
            return codes.text((int) value);
        }

        @Override
        int compare(long value, long other) {
            return text(value).compareTo(text(other));
        }
    }

    private static final class Port extends KeyPart {
        private final boolean source;

        Port(boolean source) {
            super(PORT_BITS);
            this.source = source;
        }

        @Override
        long value(FlowBatch batch, int row) {
            return source ? batch.sourcePort(row) : batch.destinationPort(row);
        }

        @Override
        String text(long value) {
            return Long.toString(value);
        }
    }

    private static final class Protocol extends KeyPart {
        Protocol() {
            super(BYTE_BITS);
        }

        @Override
        long value(FlowBatch batch, int row) {
            return batch.protocol(row);
        }

        @Override
        String text(long value) {
            return IpProtocol.keyword((int) value);
        }
    }

    /** Bins since the epoch; a minute of the year 9999 still fits. */
    private static final class Time extends KeyPart {
        private final long binMillis;

        Time(long binMillis) {
            super(Integer.SIZE);
            this.binMillis = binMillis;
        }

        @Override
        long value(FlowBatch batch, int row) {
            return batch.time(row) / binMillis;
        }

        @Override
        String text(long value) {
            return Instant.ofEpochMilli(value * binMillis).toString();
        }
    }

    private static final class Word extends KeyPart {
        private final List<String> texts;
        private final Reader reader;

        /** Reads a constant from a row. */
        private interface Reader {
            Enum<?> read(FlowBatch batch, int row);
        }

        private Word(List<String> texts, Reader reader) {
            super(Integer.SIZE - Integer.numberOfLeadingZeros(texts.size() - 1));
            this.texts = texts;
            this.reader = reader;
        }

        static Word of(Stream<String> texts, Reader reader) {
            return new Word(texts.toList(), reader);
        }

        @Override
        long value(FlowBatch batch, int row) {
            return reader.read(batch, row).ordinal();
        }

        @Override
        String text(long value) {
            return texts.get((int) value);
        }
    }
}
