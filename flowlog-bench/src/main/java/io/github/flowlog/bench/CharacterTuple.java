package io.github.flowlog.bench;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;

/**
 * A tuple character by character where it stands in Jackson's buffer, without an object.
 *
 * <p>It checks what costs nothing: that fields end where a comma or the tuple ends. Ranges and excess digits it lets pass.
 */
final class CharacterTuple implements TupleFill {
    private static final int GROUPS = 8;

    private char[] text = new char[0];
    private int at;
    private int end;

    @Override
    public void fill(JsonParser string, int version, PeerRows rows) throws IOException {
        text = string.getTextCharacters();
        at = string.getTextOffset();
        end = at + string.getTextLength();
        int row = rows.size();
        long time = number();
        rows.time[row] = time < FIRST_MILLISECONDS ? time * 1_000 : time;
        rows.sourceIpv6[row] = isIpv6();
        rows.source[row] = rows.sourceIpv6[row] ? ipv6(rows) : ipv4();
        rows.destinationIpv6[row] = isIpv6();
        rows.destination[row] = rows.destinationIpv6[row] ? ipv6(rows) : ipv4();
        rows.sourcePort[row] = (char) number();
        rows.destinationPort[row] = (char) number();
        rows.protocol[row] = version == 4 ? (short) number() : TupleFill.protocol(letter());
        rows.direction[row] = (byte) (letter() == 'O' ? 1 : 0);
        char decisionOrState = letter();
        rows.decision[row] = (byte) (decisionOrState == 'D' ? 1 : 0);
        if (version == 1) {
            rows.state[row] = 0;
            rows.packetsOut[row] = PeerRows.NOT_MEASURED;
            rows.bytesOut[row] = PeerRows.NOT_MEASURED;
            rows.packetsBack[row] = PeerRows.NOT_MEASURED;
            rows.bytesBack[row] = PeerRows.NOT_MEASURED;
        } else {
            if (version == 4) {
                rows.state[row] = TupleFill.state(decisionOrState);
                skipField();
            } else {
                rows.state[row] = TupleFill.state(letter());
            }
            rows.packetsOut[row] = counter();
            rows.bytesOut[row] = counter();
            rows.packetsBack[row] = counter();
            rows.bytesBack[row] = counter();
        }
        if (at != end + 1) {
            throw new IOException("tuple with text behind its last field");
        }
        rows.commit();
    }

    private long number() throws IOException {
        long value = 0;
        int from = at;
        while (at < end) {
            int digit = text[at] - '0';
            if (digit < 0 || digit > 9) {
                break;
            }
            value = value * 10 + digit;
            at++;
        }
        if (at == from) {
            throw new IOException("number expected");
        }
        endField();
        return value;
    }

    private long counter() throws IOException {
        if (at == end || (at < end && text[at] == ',')) {
            at++;
            return PeerRows.NOT_MEASURED;
        }
        return number();
    }

    private char letter() throws IOException {
        if (at >= end) {
            throw new IOException("letter expected");
        }
        char letter = text[at++];
        endField();
        return letter;
    }

    private void skipField() throws IOException {
        while (at < end && text[at] != ',') {
            at++;
        }
        endField();
    }

    /** Steps over a comma, or over the end of the tuple as if there were one. */
    private void endField() throws IOException {
        if (at < end ? text[at] != ',' : at > end) {
            throw new IOException("comma expected");
        }
        at++;
    }

    /** Whether the field at hand is IPv6: among the first five characters is a colon, or it begins with one. */
    private boolean isIpv6() {
        int last = Math.min(at + 5, end);
        for (int i = at; i < last; i++) {
            if (text[i] == ':') {
                return true;
            }
            if (text[i] == '.') {
                return false;
            }
        }
        return false;
    }

    private int ipv4() throws IOException {
        int address = 0;
        int octet = 0;
        while (at < end && text[at] != ',') {
            char next = text[at++];
            if (next == '.') {
                address = address << 8 | octet;
                octet = 0;
            } else {
                octet = octet * 10 + (next - '0');
            }
        }
        endField();
        return address << 8 | octet;
    }

    /** Groups of hex digits with at most one {@code ::}; a dotted quad at the end, which no log has, is refused. */
    private int ipv6(PeerRows rows) throws IOException {
        long high = 0;
        long low = 0;
        int groups = 0;
        int gapAt = -1;
        if (text[at] == ':') {
            at++;
        }
        while (at < end && text[at] != ',') {
            if (text[at] == ':') {
                gapAt = groups;
                at++;
                continue;
            }
            int group = 0;
            while (at < end && text[at] != ',' && text[at] != ':') {
                group = group << 4 | hexDigit(text[at++]);
            }
            high = high << 16 | low >>> 48;
            low = low << 16 | group;
            groups++;
            if (at < end && text[at] == ':') {
                at++;
            }
        }
        endField();
        if (groups == GROUPS) {
            return rows.addIpv6(high, low);
        }
        if (gapAt < 0 || groups > GROUPS) {
            throw new IOException("IPv6 address of " + groups + " groups");
        }
        return widened(high, low, groups, gapAt, rows);
    }

    /** Puts the groups before the gap to the left, where they belong. */
    private static int widened(long high, long low, int groups, int gapAt, PeerRows rows) {
        long wideHigh = 0;
        long wideLow = 0;
        for (int group = 0; group < groups; group++) {
            int from = groups - 1 - group;
            long value = (from >= 4 ? high >>> (16 * (from - 4)) : low >>> (16 * from)) & 0xFFFF;
            int to = group < gapAt ? GROUPS - 1 - group : from;
            if (to >= 4) {
                wideHigh |= value << (16 * (to - 4));
            } else {
                wideLow |= value << (16 * to);
            }
        }
        return rows.addIpv6(wideHigh, wideLow);
    }

    private static int hexDigit(char digit) throws IOException {
        int value = Character.digit(digit, 16);
        if (value < 0) {
            throw new IOException("bad hex digit " + digit);
        }
        return value;
    }
}
