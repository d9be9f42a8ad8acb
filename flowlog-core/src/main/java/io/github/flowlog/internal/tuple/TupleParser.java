package io.github.flowlog.internal.tuple;

import io.github.flowlog.internal.column.FlowColumns;
import io.github.flowlog.net.Ipv4;
import io.github.flowlog.net.Ipv6;
import org.jspecify.annotations.Nullable;

/**
 * Turns the text of one flow tuple into one row.
 *
 * <p><b>Shape:</b> comma-separated fields, 8 in version 1, 13 in versions 2 and 4, nothing trimmed. <b>Units:</b> a time
 * of 10^11 and more counts milliseconds, a smaller one seconds, whatever the version. <b>Ownership:</b> the bytes are
 * read during the call only. <b>Errors:</b> a bad tuple leaves the columns as they were and returns the first field from
 * the left that is bad, whose place is then {@link #faultFrom} to {@link #faultTo}. Not thread-safe.
 *
 * <p><b>Source:</b> docs/FORMAT.md, "Versions and shapes".
 */
public final class TupleParser {
    private static final int NOT_A_NUMBER = -1;
    private static final long NOT_AN_ADDRESS = -1;
    private static final long IPV6 = -2;
    private static final int NOT_MEASURED = -1;
    static final long FIRST_MILLISECONDS = 100_000_000_000L;
    /** 9999-12-31T23:59:59.999Z. */
    private static final long LAST_MILLISECONDS = 253_402_300_799_999L;

    private static final int BEGIN = 1 << FlowColumns.STATE_SHIFT;
    private static final int CONTINUE = 2 << FlowColumns.STATE_SHIFT;
    private static final int END = 3 << FlowColumns.STATE_SHIFT;
    private static final int DENY = 4 << FlowColumns.STATE_SHIFT | FlowColumns.DENIED;

    private static final int TCP = 6;
    private static final int UDP = 17;
    private static final int ICMP = 1;

    private final long[] ipv6 = new long[4];
    private final long[] counters = new long[4];

    private byte[] bytes = new byte[0];
    private int fieldFrom;
    private int fieldTo;
    private int end;

    /** How many fields a tuple of a version has. */
    public static int fieldCount(int version) {
        return version == 1 ? 8 : 13;
    }

    /** Parses {@code text[from, to)} and adds it to the last group; null when it was good. */
    public @Nullable TupleField parse(byte[] text, int from, int to, int version, FlowColumns columns) {
        bytes = text;
        end = to;
        fieldTo = from - 1;

        long time = nextTime();
        if (time == NOT_A_NUMBER) {
            return TupleField.TIME;
        }
        int flags = 0;
        long source = nextAddress(0);
        if (source == NOT_AN_ADDRESS) {
            return TupleField.SOURCE_ADDRESS;
        }
        if (source == IPV6) {
            flags |= FlowColumns.SOURCE_IPV6;
        }
        long destination = nextAddress(2);
        if (destination == NOT_AN_ADDRESS) {
            return TupleField.DESTINATION_ADDRESS;
        }
        if (destination == IPV6) {
            flags |= FlowColumns.DESTINATION_IPV6;
        }
        int ipv6Flags = flags;
        int sourcePort = nextSmall(5, 65_535);
        if (sourcePort == NOT_A_NUMBER) {
            return TupleField.SOURCE_PORT;
        }
        int destinationPort = nextSmall(5, 65_535);
        if (destinationPort == NOT_A_NUMBER) {
            return TupleField.DESTINATION_PORT;
        }
        int protocol = version == 4 ? nextSmall(3, 255) : protocol(nextLetter());
        if (protocol == NOT_A_NUMBER) {
            return TupleField.PROTOCOL;
        }
        int direction = nextLetter();
        if (direction != 'I' && direction != 'O') {
            return TupleField.DIRECTION;
        }
        int rowFlags = direction == 'O' ? FlowColumns.OUTBOUND : 0;
        if (version != 4) {
            int decision = nextLetter();
            if (decision != 'A' && decision != 'D') {
                return TupleField.DECISION;
            }
            rowFlags |= decision == 'D' ? FlowColumns.DENIED : 0;
        }
        int encryption = 0;
        int encryptionFrom = 0;
        int encryptionTo = 0;
        if (version == 1) {
            counters[0] = NOT_MEASURED;
            counters[1] = NOT_MEASURED;
            counters[2] = NOT_MEASURED;
            counters[3] = NOT_MEASURED;
        } else {
            int state = state(nextLetter(), version);
            if (state == NOT_A_NUMBER) {
                return TupleField.STATE;
            }
            rowFlags |= state;
            if (version == 4) {
                nextField();
                encryptionFrom = fieldFrom;
                encryptionTo = fieldTo;
                encryption =
                        fieldFrom > end ? EncryptionCodes.INVALID : EncryptionCodes.number(bytes, fieldFrom, fieldTo);
                if (encryption == EncryptionCodes.INVALID) {
                    return TupleField.ENCRYPTION;
                }
            }
            for (int i = 0; i < counters.length; i++) {
                if (!nextCounter(i)) {
                    return TupleField.values()[TupleField.PACKETS_OUT.ordinal() + i];
                }
            }
        }
        if (fieldTo != end) {
            return version == 1 ? TupleField.DECISION : TupleField.BYTES_BACK;
        }
        int row = columns.openRow();
        columns.setTime(row, time);
        columns.setAddresses(row, (int) source, (int) destination);
        columns.setPorts(row, sourcePort, destinationPort);
        columns.setKind(row, protocol, rowFlags, Math.max(encryption, 0));
        columns.setCounters(row, counters[0], counters[1], counters[2], counters[3]);
        if (ipv6Flags != 0) {
            columns.setIpv6(row, ipv6Flags, ipv6);
        }
        if (encryption == EncryptionCodes.UNLISTED) {
            columns.setOtherEncryption(row, columns.strings().code(bytes, encryptionFrom, encryptionTo));
        }
        columns.commitRow();
        return null;
    }

    /** Index of the first byte of the field that was bad. */
    public int faultFrom() {
        return Math.min(fieldFrom, end);
    }

    /** Index behind the last byte of the field that was bad. */
    public int faultTo() {
        return Math.min(fieldTo, end);
    }

    /** Why the field that was bad is bad. */
    public String explain(TupleField field) {
        if (field != TupleField.SOURCE_ADDRESS && field != TupleField.DESTINATION_ADDRESS) {
            return field.expectation();
        }
        boolean ipv6Text = false;
        for (int i = faultFrom(); i < faultTo(); i++) {
            ipv6Text |= bytes[i] == ':';
        }
        String explanation =
                ipv6Text ? Ipv6.explain(bytes, faultFrom(), faultTo()) : Ipv4.explain(bytes, faultFrom(), faultTo());
        return explanation == null ? field.expectation() : explanation;
    }

    private long nextTime() {
        long value = nextNumber(15);
        if (value < 0) {
            return NOT_A_NUMBER;
        }
        long milliseconds = value >= FIRST_MILLISECONDS ? value : value * 1_000;
        return milliseconds <= LAST_MILLISECONDS ? milliseconds : NOT_A_NUMBER;
    }

    /** The unsigned IPv4 address, or IPV6 with its words at {@code slot}, or NOT_AN_ADDRESS. */
    private long nextAddress(int slot) {
        nextField();
        if (fieldFrom > end) {
            return NOT_AN_ADDRESS;
        }
        long ipv4 = Ipv4.tryParse(bytes, fieldFrom, fieldTo);
        if (ipv4 >= 0) {
            return ipv4;
        }
        return Ipv6.tryParse(bytes, fieldFrom, fieldTo, ipv6, slot) ? IPV6 : NOT_AN_ADDRESS;
    }

    private int nextSmall(int digits, int largest) {
        long value = nextNumber(digits);
        return value <= largest ? (int) value : NOT_A_NUMBER;
    }

    private boolean nextCounter(int index) {
        int from = fieldTo + 1;
        if (from == end || (from < end && bytes[from] == ',')) {
            fieldFrom = from;
            fieldTo = from;
            counters[index] = NOT_MEASURED;
            return true;
        }
        long value = nextNumber(19);
        counters[index] = value;
        return value >= 0;
    }

    /** A field of 1 to {@code maxDigits} decimal digits, 19 at most, or NOT_A_NUMBER where it is anything else or above 2^63-1. */
    private long nextNumber(int maxDigits) {
        int from = fieldTo + 1;
        int at = from;
        long value = 0;
        while (at < end) {
            int digit = bytes[at] - '0';
            if (digit < 0 || digit > 9) {
                break;
            }
            // nineteen digits stay below 2^64, so an overflow shows as a negative value once and for all
            value = value * 10 + digit;
            at++;
            if (at - from > maxDigits) {
                break;
            }
        }
        fieldFrom = from;
        fieldTo = at;
        if (at > from && at - from <= maxDigits && value >= 0 && (at == end || bytes[at] == ',')) {
            return value;
        }
        fieldTo = endOfField(Math.min(from, end));
        return NOT_A_NUMBER;
    }

    /** A field of one character, or NOT_A_NUMBER. */
    private int nextLetter() {
        nextField();
        return fieldTo - fieldFrom == 1 ? bytes[fieldFrom] : NOT_A_NUMBER;
    }

    private void nextField() {
        fieldFrom = fieldTo + 1;
        fieldTo = endOfField(Math.min(fieldFrom, end));
    }

    private int endOfField(int from) {
        int at = from;
        while (at < end && bytes[at] != ',') {
            at++;
        }
        return at;
    }

    private static int protocol(int letter) {
        return switch (letter) {
            case 'T' -> TCP;
            case 'U' -> UDP;
            case 'I' -> ICMP;
            default -> NOT_A_NUMBER;
        };
    }

    private static int state(int letter, int version) {
        return switch (letter) {
            case 'B' -> BEGIN;
            case 'C' -> CONTINUE;
            case 'E' -> END;
            case 'D' -> version == 4 ? DENY : NOT_A_NUMBER;
            default -> NOT_A_NUMBER;
        };
    }
}
