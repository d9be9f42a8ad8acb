package io.github.flowlog.net;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** Pins that reading and writing an address allocates nothing, whatever the address and also when it is refused. */
class AddressAllocationTest {

    private static final int CALLS = 1_000_000;

    /** For what the JVM itself may allocate once on this thread; far below one byte a call. */
    private static final long BOUND = 64 * 1024;

    @Test
    void allocatesNothingForIpv4() {
        byte[] good = "192.168.100.7".getBytes(US_ASCII);
        byte[] bad = "192.168.100.777".getBytes(US_ASCII);
        byte[] out = new byte[15];

        assertThat(allocatedBy(calls -> {
                    long sum = 0;
                    for (int i = 0; i < calls; i++) {
                        sum += Ipv4.write((int) Ipv4.tryParse(good, 0, good.length) + i, out, 0);
                        sum += Ipv4.tryParse(bad, 0, bad.length);
                    }
                    return sum;
                }))
                .isLessThan(BOUND);
    }

    @Test
    void allocatesNothingForIpv6() {
        byte[] good = "2001:db8::8:800:200C:417A".getBytes(US_ASCII);
        byte[] mapped = "::ffff:192.0.2.1".getBytes(US_ASCII);
        byte[] bad = "2001:db8::8:800::1".getBytes(US_ASCII);
        byte[] out = new byte[45];
        long[] address = new long[2];

        assertThat(allocatedBy(calls -> {
                    long sum = 0;
                    for (int i = 0; i < calls; i++) {
                        byte[] text = i % 2 == 0 ? good : mapped;
                        sum += Ipv6.tryParse(text, 0, text.length, address, 0) ? 1 : 0;
                        sum += Ipv6.write(address[0], address[1] ^ i, out, 0);
                        sum += Ipv6.tryParse(bad, 0, bad.length, address, 0) ? 1 : 0;
                    }
                    return sum;
                }))
                .isLessThan(BOUND);
    }

    private interface Work {
        long run(int calls);
    }

    private static long allocatedBy(Work work) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        // Loads classes and links the array views before the count begins.
        long warm = work.run(1_000);
        long before = threads.getThreadAllocatedBytes(thread);
        long sum = work.run(CALLS);
        long allocated = threads.getThreadAllocatedBytes(thread) - before;
        assertThat(sum).as("the work was done").isGreaterThan(warm);
        assertThat(before).as("counting is supported").isNotNegative();
        return allocated;
    }
}
