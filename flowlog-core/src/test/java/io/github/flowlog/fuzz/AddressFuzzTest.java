package io.github.flowlog.fuzz;

import io.github.flowlog.net.Ipv4;
import io.github.flowlog.net.Ipv6;
import io.github.flowlog.oracle.PlainAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Address text: what is read and what is refused, canonical text and messages.
 *
 * <p>An input is taken as the text of an address, and its first bytes as the bits of one. The oracle judges what is an
 * address; what is one means to the JDK the same, whose own grammar is wider.
 */
class AddressFuzzTest {
    private static final int MAX_INPUT_BYTES = 80;
    private static final int LONGEST_MESSAGE = 200;
    private static final int IPV4_ROOM = 15;
    private static final int IPV6_ROOM = 45;

    @Test
    void holdsForTheCorpus() {
        corpus().replay(AddressFuzzTest::fuzzerTestOneInput);
    }

    @Test
    @Tag("fuzz")
    void holdsForFreshInputs() throws IOException, InterruptedException {
        FuzzRun.of(AddressFuzzTest.class, corpus(), MAX_INPUT_BYTES);
    }

    public static void fuzzerTestOneInput(byte[] input) throws UnknownHostException {
        readText(input);
        byte[] bits = Arrays.copyOf(input, 2 * Long.BYTES);
        writeIpv4(ByteBuffer.wrap(bits).getInt(), Arrays.copyOf(bits, Integer.BYTES));
        writeIpv6(ByteBuffer.wrap(bits).getLong(), ByteBuffer.wrap(bits).getLong(Long.BYTES), bits);
    }

    private static void readText(byte[] input) throws UnknownHostException {
        String text = new String(input, StandardCharsets.ISO_8859_1);
        Optional<String> canonical = PlainAddress.canonical(text);
        boolean isIpv6 = text.contains(":");

        byte[] padded = new byte[input.length + 2];
        Arrays.fill(padded, (byte) '1');
        System.arraycopy(input, 0, padded, 1, input.length);
        long ipv4 = Ipv4.tryParse(padded, 1, 1 + input.length);
        long[] ipv6 = {-1, -1};
        boolean readsIpv6 = Ipv6.tryParse(padded, 1, 1 + input.length, ipv6, 0);

        Same.require("IPv4", ipv4 >= 0, canonical.isPresent() && !isIpv6);
        Same.require("IPv6", readsIpv6, canonical.isPresent() && isIpv6);
        requireExplained(text, Ipv4.explain(padded, 1, 1 + input.length), ipv4 >= 0, () -> Ipv4.parse(text));
        requireExplained(text, Ipv6.explain(padded, 1, 1 + input.length), readsIpv6, null);
        if (ipv4 >= 0) {
            Same.require("value", Ipv4.parse(text), (int) ipv4);
            Same.require("text", Ipv4.format((int) ipv4), text);
            writeIpv4((int) ipv4, InetAddress.getByName(text).getAddress());
        }
        if (readsIpv6) {
            Same.require("text", Ipv6.format(ipv6[0], ipv6[1]), canonical.orElseThrow());
            writeIpv6(ipv6[0], ipv6[1], bytesOf(InetAddress.getByName(text)));
        } else {
            Same.require("untouched", ipv6[0] & ipv6[1], -1L);
        }
    }

    /** The JDK turns a mapped address into an IPv4 one. */
    private static byte[] bytesOf(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (bytes.length == Integer.BYTES) {
            return ByteBuffer.allocate(2 * Long.BYTES)
                    .putShort(10, (short) 0xFFFF)
                    .put(12, bytes)
                    .array();
        }
        return bytes;
    }

    private static void requireExplained(
            String text, @Nullable String fault, boolean isAddress, @Nullable Runnable parse) {
        Same.require("fault of " + text, fault == null, isAddress);
        if (fault == null || parse == null) {
            return;
        }
        try {
            parse.run();
        } catch (IllegalArgumentException e) {
            String message = String.valueOf(e.getMessage());
            Same.require("fault in message", message.endsWith(fault), true);
            Same.require("length of message", message.length() < LONGEST_MESSAGE, true);
            Same.require("printable message", message.chars().allMatch(c -> c >= ' ' && c <= '~'), true);
            return;
        }
        throw new AssertionError("accepted " + text);
    }

    private static void writeIpv4(int address, byte[] bytes) {
        byte[] out = new byte[IPV4_ROOM];
        int end = Ipv4.write(address, out, 0);
        String text = new String(out, 0, end, StandardCharsets.US_ASCII);
        Same.require("value", ByteBuffer.wrap(bytes).getInt(), address);
        Same.require("text", Ipv4.format(address), text);
        Same.require("canonical text", PlainAddress.canonical(text), Optional.of(text));
        Same.require("value again", Ipv4.tryParse(out, 0, end), Integer.toUnsignedLong(address));
    }

    private static void writeIpv6(long high, long low, byte[] bytes) {
        byte[] out = new byte[IPV6_ROOM];
        int end = Ipv6.write(high, low, out, 0);
        String text = new String(out, 0, end, StandardCharsets.US_ASCII);
        Same.require("high", ByteBuffer.wrap(bytes).getLong(), high);
        Same.require("low", ByteBuffer.wrap(bytes).getLong(Long.BYTES), low);
        Same.require("text", Ipv6.format(high, low), text);
        Same.require("canonical text", PlainAddress.canonical(text), Optional.of(text));
        long[] again = new long[2];
        Same.require("reads again", Ipv6.tryParse(out, 0, end, again, 0), true);
        Same.require("value again", Arrays.equals(again, new long[] {high, low}), true);
    }

    private static FuzzCorpus corpus() {
        return FuzzCorpus.of(
                AddressFuzzTest.class,
                Stream.concat(SpecCells.second("ipv4"), SpecCells.second("ipv6"))
                        .map(text -> text.getBytes(StandardCharsets.UTF_8)));
    }
}
