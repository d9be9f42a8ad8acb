package io.github.flowlog.fuzz;

import io.github.flowlog.ReadLimits;
import io.github.flowlog.oracle.LibraryReader;
import io.github.flowlog.oracle.OracleReader;
import io.github.flowlog.oracle.OracleResult;
import io.github.flowlog.problem.BadInputPolicy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Flow tuples of any text in a good record of each version: the reader returns the rows of the oracle, and the same
 * problems at the same places.
 *
 * <p>The first byte says whether all or only the necessary characters are escaped; each further line is a tuple.
 */
class TupleFuzzTest {
    private static final int MAX_INPUT_BYTES = 1 << 10;
    private static final String NSG = "{\"time\":\"2025-01-01T00:00:00Z\",\"properties\":{\"Version\":%d,\"flows\":"
            + "[{\"rule\":\"R\",\"flows\":[{\"mac\":\"000D3AF87856\",\"flowTuples\":[%s]}]}]}}";
    private static final String VNET =
            "{\"time\":\"2025-01-01T00:00:00Z\",\"flowLogVersion\":%d,\"flowRecords\":{\"flows\":"
                    + "[{\"aclID\":\"A\",\"flowGroups\":[{\"rule\":\"R\",\"flowTuples\":[%s]}]}]}}";

    @Test
    void holdsForTheCorpus() {
        corpus().replay(TupleFuzzTest::fuzzerTestOneInput);
    }

    @Test
    @Tag("fuzz")
    void holdsForFreshInputs() throws IOException, InterruptedException {
        FuzzRun.of(TupleFuzzTest.class, corpus(), MAX_INPUT_BYTES);
    }

    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length == 0) {
            return;
        }
        boolean escapeAll = (input[0] & 1) != 0;
        String tuples = new String(input, 1, input.length - 1, StandardCharsets.ISO_8859_1)
                .lines()
                .map(tuple -> "\"" + escape(tuple, escapeAll) + "\"")
                .collect(Collectors.joining(","));
        for (int version : new int[] {1, 2, 4}) {
            // white space behind the log, so that the fast path takes the last tuples too
            byte[] log = (String.format(Locale.ROOT, version == 4 ? VNET : NSG, version, tuples) + " ".repeat(400))
                    .getBytes(StandardCharsets.UTF_8);
            for (BadInputPolicy policy : BadInputPolicy.values()) {
                OracleResult library = LibraryReader.read(log, policy, ReadLimits.defaults());
                OracleResult oracle = OracleReader.read(log, policy, ReadLimits.defaults());
                Same.require("rows", library.rows(), oracle.rows());
                Same.require("problems", library.problems(), oracle.problems());
                Same.require("resume point", library.resumePoint(), oracle.resumePoint());
                if (policy == BadInputPolicy.SKIP) {
                    Same.require("counts", library.stats(), oracle.stats());
                }
            }
        }
    }

    private static String escape(String tuple, boolean escapeAll) {
        return tuple.chars()
                .mapToObj(c -> escapeAll || c < 0x20 || c == '"' || c == '\\'
                        ? String.format(Locale.ROOT, "\\u%04x", c)
                        : String.valueOf((char) c))
                .collect(Collectors.joining());
    }

    private static FuzzCorpus corpus() {
        return FuzzCorpus.of(
                TupleFuzzTest.class,
                Stream.of(
                                "1490119174,10.0.17.4,13.88.145.72,57312,443,T,O,A",
                                "1542110377,10.0.0.4,13.67.143.118,44931,443,U,I,D,B,,,,",
                                "1542110377,2001:db8::1,::ffff:192.0.2.1,44931,443,I,O,A,C,1021,588096,8005,4610880",
                                "1663146003599,10.0.0.6,52.239.184.180,23956,443,6,O,E,NX,3,767,2,1580",
                                "1663146003606,fe80::1,::,65535,0,255,I,D,NX_LOCAL_DST_NOT_SUPPORTED,0,0,0,0",
                                "253402300799999,1:2:3:4:5:6:7:8,0.0.0.0,1,2,017,I,B,X,9223372036854775807,1,,1",
                                "1490119174,10.0.17.04,1.2.3.256,65536,-1,X,B,Q")
                        .flatMap(TupleFuzzTest::seeds));
    }

    private static Stream<byte[]> seeds(String tuple) {
        byte[] plain = ("0" + tuple + "\n" + tuple).getBytes(StandardCharsets.US_ASCII);
        byte[] escaped = Arrays.copyOf(plain, plain.length / 2);
        escaped[0] = '1';
        return Stream.of(plain, escaped);
    }
}
