package io.github.flowlog.internal.tuple;

import io.github.flowlog.internal.column.FlowColumns;
import java.util.Arrays;

/**
 * Turns runs of flow tuples into rows where they stand, as long as they are spelt as Azure spells them: the fast path.
 *
 * <p>It knows no grammar. A tuple that it does not recognise at once it leaves untouched to the scanner and to
 * {@link TupleParser}, which take what JSON and the format allow and say what is wrong; one that it takes it has checked to
 * the last byte, so that both make the same row of it. Each field checks itself while it is decoded; docs/decisions/0001
 * says how and why.
 *
 * <p><b>Ownership:</b> the bytes are read during the call only. Not thread-safe.
 */
public final class CompactTuples {
    /** More than the bytes from a tuple's opening quote on that may be looked at before it is given up. */
    public static final int REACH = 320;

    private static final int NOT_MEASURED = -1;
    private static final byte UNKNOWN = -1;
    private static final int BEGIN = 1 << FlowColumns.STATE_SHIFT;
    private static final int CONTINUE = 2 << FlowColumns.STATE_SHIFT;
    private static final int END = 3 << FlowColumns.STATE_SHIFT;
    private static final int DENY = 4 << FlowColumns.STATE_SHIFT | FlowColumns.DENIED;
    private static final byte[] DIRECTIONS = letters("IO", 0, FlowColumns.OUTBOUND);
    private static final byte[] DECISIONS = letters("AD", 0, FlowColumns.DENIED);
    private static final byte[] NSG_PROTOCOLS = letters("TUI", 6, 17, 1);
    private static final byte[] NSG_STATES = letters("BCE", BEGIN, CONTINUE, END);
    private static final byte[] VNET_STATES = letters("BCED", BEGIN, CONTINUE, END, DENY);

    /** The commas between protocol, direction, decision and state of version 2, and which bytes they are. */
    private static final long VERSION2_COMMAS = Digits.word("\0,\0,\0,\0,");

    private static final long VERSION2_MASK = 0xFF00_FF00_FF00_FF00L;

    /** The same for version 1, where the quote follows the decision. */
    private static final long VERSION1_COMMAS = Digits.word("\0,\0,\0\"");

    private static final long VERSION1_MASK = 0x0000_FF00_FF00_FF00L;

    /** Behind the letters of direction and state of version 4 the usual encryption codes, and which bytes they are. */
    private static final long UNENCRYPTED = Digits.word("\0,\0,NX,");

    private static final long UNENCRYPTED_MASK = 0x00FF_FFFF_FF00_FF00L;
    private static final long ENCRYPTED = Digits.word("\0,\0,X,");
    private static final long ENCRYPTED_MASK = 0x0000_FFFF_FF00_FF00L;
    private static final long VERSION4_COMMAS = Digits.word("\0,\0,");
    private static final long VERSION4_MASK = 0x0000_0000_FF00_FF00L;
    private static final int LETTERS_LENGTH = 4;

    private static final int NEXT_TUPLE = (int) Digits.word("\",\"");
    private static final int THREE_BYTES = 0xFF_FFFF;

    private final TimeField time = new TimeField();
    private final EndpointFields endpoints = new EndpointFields();
    private final CounterFields counters = new CounterFields();
    private int encryption;
    private int encryptionFrom;

    private static byte[] letters(String letters, int... values) {
        byte[] table = new byte[256];
        Arrays.fill(table, UNKNOWN);
        for (int i = 0; i < values.length; i++) {
            table[letters.charAt(i)] = (byte) values[i];
        }
        return table;
    }

    /**
     * Adds the tuples from {@code from} on to the last group, up to the first that is spelt otherwise.
     *
     * @param text a part of an array of strings, at an element of it
     * @param limit index behind the last byte that may be read
     * @return index behind the closing quote of the last tuple that was added, or {@code from} when there is none
     */
    public int parse(byte[] text, int from, int limit, int version, FlowColumns columns) {
        int last = limit - REACH;
        if (from >= last || text[from] != '"') {
            return from;
        }
        return switch (version) {
            case 1 -> version1(text, from, last, columns);
            case 2 -> version2(text, from, last, columns);
            default -> version4(text, from, last, columns);
        };
    }

    private int version4(byte[] text, int from, int last, FlowColumns columns) {
        int done = from;
        int quote = from;
        do {
            int row = columns.openRow();
            long milliseconds = time.milliseconds(text, quote + 1);
            int at = endpoints.pass(text, quote + 1 + TimeField.MILLISECONDS_LENGTH, columns, row);
            if (milliseconds < 0 || at == 0) {
                return done;
            }
            columns.setTime(row, milliseconds);
            long word = Digits.word(text, at);
            int length = Digits.length(Digits.end(word));
            int protocolText = (int) word << ((3 - length) << 3);
            int protocol = OctetText.octet(protocolText);
            at += length + 1;
            word = Digits.word(text, at);
            int flags = DIRECTIONS[(int) word & 0xFF] | VNET_STATES[(int) (word >>> 16) & 0xFF];
            at += encryption(text, at, word);
            if (flags < 0 || encryption == EncryptionCodes.INVALID || protocolText != OctetText.beforeComma(protocol)) {
                return done;
            }
            columns.setKind(row, protocol, flags, Math.max(encryption, 0));
            quote = counters.pass(text, at, columns, row);
            if (quote == 0) {
                return done;
            }
            if (encryption == EncryptionCodes.UNLISTED) {
                columns.setOtherEncryption(row, columns.strings().code(text, encryptionFrom, at - 1));
            }
            commit(columns, row);
            done = quote + 1;
            quote += 2;
        } while (quote < last && isNext(text, done));
        return done;
    }

    private int version2(byte[] text, int from, int last, FlowColumns columns) {
        int done = from;
        int quote = from;
        do {
            int row = columns.openRow();
            long milliseconds = time.seconds(text, quote + 1);
            int at = endpoints.pass(text, quote + 1 + TimeField.SECONDS_LENGTH, columns, row);
            if (milliseconds < 0 || at == 0) {
                return done;
            }
            columns.setTime(row, milliseconds);
            long word = Digits.word(text, at);
            int protocol = NSG_PROTOCOLS[(int) word & 0xFF];
            int flags = DIRECTIONS[(int) (word >>> 16) & 0xFF]
                    | DECISIONS[(int) (word >>> 32) & 0xFF]
                    | NSG_STATES[(int) (word >>> 48) & 0xFF];
            if ((protocol | flags) < 0 || (word & VERSION2_MASK) != VERSION2_COMMAS) {
                return done;
            }
            columns.setKind(row, protocol, flags, 0);
            quote = counters.pass(text, at + 8, columns, row);
            if (quote == 0) {
                return done;
            }
            commit(columns, row);
            done = quote + 1;
            quote += 2;
        } while (quote < last && isNext(text, done));
        return done;
    }

    private int version1(byte[] text, int from, int last, FlowColumns columns) {
        int done = from;
        int quote = from;
        do {
            int row = columns.openRow();
            long milliseconds = time.seconds(text, quote + 1);
            int at = endpoints.pass(text, quote + 1 + TimeField.SECONDS_LENGTH, columns, row);
            if (milliseconds < 0 || at == 0) {
                return done;
            }
            columns.setTime(row, milliseconds);
            long word = Digits.word(text, at);
            int protocol = NSG_PROTOCOLS[(int) word & 0xFF];
            int flags = DIRECTIONS[(int) (word >>> 16) & 0xFF] | DECISIONS[(int) (word >>> 32) & 0xFF];
            if ((protocol | flags) < 0 || (word & VERSION1_MASK) != VERSION1_COMMAS) {
                return done;
            }
            columns.setKind(row, protocol, flags, 0);
            columns.setCounters(row, NOT_MEASURED, NOT_MEASURED, NOT_MEASURED, NOT_MEASURED);
            commit(columns, row);
            done = at + 6;
            quote = done + 1;
        } while (quote < last && isNext(text, done));
        return done;
    }

    private void commit(FlowColumns columns, int row) {
        if (endpoints.hasIpv6()) {
            endpoints.fillIpv6(columns, row);
        }
        columns.commitRow();
    }

    /** Whether behind a closing quote the next tuple follows at once. */
    private static boolean isNext(byte[] text, int behindQuote) {
        return ((int) Digits.word(text, behindQuote - 1) & THREE_BYTES) == NEXT_TUPLE;
    }

    /** Passes direction, state and encryption, which {@code word} begins with, and returns their length. */
    private int encryption(byte[] text, int at, long word) {
        if ((word & UNENCRYPTED_MASK) == UNENCRYPTED) {
            encryption = EncryptionCodes.UNENCRYPTED;
            return 7;
        }
        if ((word & ENCRYPTED_MASK) == ENCRYPTED) {
            encryption = EncryptionCodes.ENCRYPTED;
            return 6;
        }
        return otherEncryption(text, at + LETTERS_LENGTH, word) + LETTERS_LENGTH;
    }

    private int otherEncryption(byte[] text, int from, long word) {
        encryptionFrom = from;
        boolean commas = (word & VERSION4_MASK) == VERSION4_COMMAS;
        int guess = EncryptionCodes.guess(Digits.word(text, from));
        if (guess > 0 && commas && EncryptionCodes.isAt(guess, text, from)) {
            int length = EncryptionCodes.length(guess);
            if (text[from + length] == ',') {
                encryption = guess;
                return length + 1;
            }
        }
        int to = from;
        while (text[to] != ',' && to - from < EncryptionCodes.LONGEST) {
            to++;
        }
        encryption = commas && text[to] == ',' ? EncryptionCodes.number(text, from, to) : EncryptionCodes.INVALID;
        return to - from + 1;
    }
}
