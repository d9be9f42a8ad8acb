package io.github.flowlog.internal.tuple;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flowlog.internal.column.FlowColumns;
import io.github.flowlog.synthetic.FlowLogGenerator;
import io.github.flowlog.synthetic.GeneratedFormat;
import io.github.flowlog.synthetic.GeneratorMode;
import io.github.flowlog.synthetic.GeneratorOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The fast path against {@link TupleParser}: a tuple that it takes must be the whole string and make the same row; one that
 * the parser refuses it must not take. One instance sees all tuples of a test, so that what it remembers of one is there for
 * the next.
 *
 * <p>{@code -Dflowlog.mutants=N} sets how many damaged tuples of each format are tried.
 */
class CompactTuplesTest {
    private static final Pattern TUPLE = Pattern.compile("\"(\\d+,[^\"\\\\]+,[^\"\\\\]*)\"");
    private static final byte[] BEHIND = "]".repeat(400).getBytes(StandardCharsets.US_ASCII);
    private static final int MUTANTS = Integer.getInteger("flowlog.mutants", 100_000);
    private static final String ALPHABET =
            "0123456789012345678901234567890123456789,,,,....::::ABCDEINOTUXabcdef_-+ \"\\/{}\t\u00e9\u0000";
    private static final List<String> FIELDS = List.of(
            "",
            "0",
            "00",
            "6",
            "17",
            "017",
            "255",
            "256",
            "65535",
            "65536",
            "99999",
            "065535",
            "9999999",
            "10000000",
            "99999999",
            "123456789012345",
            "1234567890123456",
            "999999999999999999",
            "9223372036854775807",
            "9223372036854775808",
            "9999999999999999999",
            "00000000000000000001",
            "18446744073709551617",
            "0000000000",
            "0000000000000",
            "0099999999999",
            "9999999999",
            "9999999999999",
            "99999999999",
            "1.2.3.4",
            "1.2.3.04",
            "1.2.3.256",
            "255.255.255.255",
            "1.2.3",
            "1.2.3.4.5",
            "1.2.3.4:",
            "::",
            "::1",
            "fe80::1",
            "1:2:3:4:5:6:7:8",
            "1:2:3:4:5:6:7:8:9",
            "::ffff:1.2.3.4",
            "ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.255",
            "I",
            "O",
            "A",
            "D",
            "B",
            "C",
            "E",
            "T",
            "U",
            "X",
            "NX",
            "NX_FALLBACK",
            "NX_NOT_SUPPORTED",
            "NX_OTHER",
            "NX2",
            "N".repeat(64),
            "N".repeat(65));

    private final CompactTuples compact = new CompactTuples();
    private final TupleParser parser = new TupleParser();

    @ParameterizedTest
    @CsvSource({
        "4, '1767225593263,126.91.224.110,10.9.73.245,38196,80,6,I,B,NX,0,0,0,0'",
        "4, '1767225593263,126.91.224.110,10.9.73.245,38196,80,17,O,E,X,1,74,1234567,7654321'",
        "4, '1767225593263,0.0.0.0,255.255.255.255,0,65535,255,O,C,NX_NOT_ACCEPTED,12345678,1,9223372036854775807,0'",
        "4, '1767225593263,2a01:d04:b7c8::1f,fda8:dffa:f6ae::1de8,47896,443,6,I,D,NX,0,0,0,0'",
        "4, '1767225593263,126.91.224.110,10.9.73.245,38196,80,17,O,E,NX_NEW_REASON,1,74,1234567,7654321'",
        "4, '1767225593263,::ffff:10.0.0.1,10.0.0.2,47896,443,0,I,D,NX,,,,'",
        "2, '1767225593,126.91.224.110,10.9.73.245,38196,80,T,I,A,B,,,,'",
        "2, '1767225593,126.91.224.110,10.9.73.245,38196,80,U,O,D,E,1,2,3,4'",
        "1, '1767225593,126.91.224.110,10.9.73.245,38196,80,I,O,D'",
    })
    void takesWhatAzureWrites(int version, String tuple) {
        assertThat(take(version, tuple)).as(tuple).isEqualTo(tuple.length() + 2);
    }

    @ParameterizedTest
    @EnumSource(
            value = GeneratedFormat.class,
            names = {"NSG_V1", "NSG_V2", "VNET_V4"})
    void takesEveryTupleOfARealisticLog(GeneratedFormat format) throws IOException {
        List<String> tuples = tuples(format, GeneratorMode.REALISTIC, 1);

        assertThat(tuples).hasSizeGreaterThan(1_000);
        assertThat(tuples)
                .allSatisfy(tuple ->
                        assertThat(take(version(format), tuple)).as(tuple).isEqualTo(tuple.length() + 2));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void takesARunOfTuplesUpToOneThatIsSpeltOtherwise(int version) {
        String tuple = plain(version);
        String run = "[" + tuple + "," + tuple + "," + tuple;
        for (String before : List.of(", \"", " ,\"", ";\"", " \"", "\"", ",,", ",'", ",0")) {
            FlowColumns columns = columns();
            byte[] text = text(run + before + tuple.substring(1));

            int reached = compact.parse(text, 1, text.length, version, columns);

            assertThat(reached).as(before).isEqualTo(run.length());
            assertThat(columns.rows()).as(before).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void endsARunBeforeTheLimit(int version) {
        String tuple = plain(version);
        byte[] text = text(tuple + "," + tuple + "," + tuple);
        for (int limit = 0; limit <= text.length; limit++) {
            FlowColumns columns = columns();
            int reached = compact.parse(text, 0, limit, version, columns);

            assertThat(reached)
                    .isLessThanOrEqualTo(limit)
                    .isEqualTo(Math.max(0, columns.rows() * (tuple.length() + 1) - 1));
            assertThat(compact.parse(Arrays.copyOf(text, limit), 0, limit, version, columns()))
                    .as("an array of %d bytes", limit)
                    .isEqualTo(reached);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void looksAtNothingBehindTheLimit(int version) {
        byte[] text = plain(version).getBytes(StandardCharsets.US_ASCII);
        byte[] longText = Arrays.copyOf(text, text.length + 1_000);

        assertThat(compact.parse(text, 0, text.length, version, columns())).isZero();
        assertThat(compact.parse(longText, 0, text.length, version, columns())).isZero();
        assertThat(compact.parse(longText, 0, longText.length, version, columns()))
                .isEqualTo(text.length);
    }

    @ParameterizedTest
    @EnumSource(
            value = GeneratedFormat.class,
            names = {"NSG_V1", "NSG_V2", "VNET_V4"})
    void makesTheRowOfTheTupleParserOrNone(GeneratedFormat format) throws IOException {
        long seed = Long.getLong("flowlog.seed", new SplittableRandom().nextLong());
        SplittableRandom random = new SplittableRandom(seed);
        List<String> tuples = new ArrayList<>(tuples(format, GeneratorMode.REALISTIC, seed));
        tuples.addAll(tuples(format, GeneratorMode.RANDOM, seed));
        int taken = 0;
        for (int i = 0; i < MUTANTS; i++) {
            String tuple = mutant(tuples.get(random.nextInt(tuples.size())), random);
            taken += take(version(format), tuple) > 0 ? 1 : 0;
        }
        System.out.printf("CompactTuplesTest, seed %d: %d mutants of %s, %d taken%n", seed, MUTANTS, format, taken);
        assertThat(taken).isGreaterThan(MUTANTS / 20).isLessThan(MUTANTS);
    }

    /** Offers a tuple to the fast path, requires that it makes the right row or none, and returns how many bytes it took. */
    private int take(int version, String tuple) {
        byte[] text = text("\"" + tuple + "\"");
        FlowColumns columns = columns();
        int taken = compact.parse(text, 0, text.length, version, columns);
        if (taken == 0) {
            assertThat(columns.rows()).as(tuple).isZero();
            return 0;
        }
        int quote = 1;
        while (text[quote] != '"') {
            assertThat((int) text[quote]).as(tuple).isGreaterThanOrEqualTo(' ').isNotEqualTo('\\');
            quote++;
        }
        assertThat(taken).as("length of what was taken of %s", tuple).isEqualTo(quote + 1);
        FlowColumns expected = columns();
        assertThat(parser.parse(text, 1, quote, version, expected)).as(tuple).isNull();
        columns.endGroup();
        expected.endGroup();
        assertThat(row(columns)).as(tuple).isEqualTo(row(expected));
        return taken;
    }

    /** Columns that were used before, as those of a batch are: what is not written holds the values of another row. */
    private static FlowColumns columns() {
        FlowColumns columns = new FlowColumns(1);
        columns.addGroup(columns.addRecord(0), 0);
        int row = columns.openRow();
        columns.setTime(row, 1);
        columns.setAddresses(row, 2, 3);
        columns.setPorts(row, 4, 5);
        columns.setKind(row, 6, FlowColumns.OUTBOUND | FlowColumns.DENIED, 7);
        columns.setCounters(row, 8, 9, 10, 11);
        return columns;
    }

    private static List<Object> row(FlowColumns columns) {
        assertThat(columns.rows()).isEqualTo(1);
        return List.of(
                columns.time(0),
                address(columns, FlowColumns.SOURCE_IPV6, columns.source(0)),
                address(columns, FlowColumns.DESTINATION_IPV6, columns.destination(0)),
                columns.sourcePort(0),
                columns.destinationPort(0),
                columns.protocol(0),
                columns.hasFlag(0, FlowColumns.OUTBOUND),
                columns.hasFlag(0, FlowColumns.DENIED),
                columns.state(0),
                columns.encryption(0),
                otherEncryption(columns),
                columns.packetsSourceToDestination(0),
                columns.bytesSourceToDestination(0),
                columns.packetsDestinationToSource(0),
                columns.bytesDestinationToSource(0));
    }

    private static String otherEncryption(FlowColumns columns) {
        return columns.encryption(0) == FlowColumns.OTHER_ENCRYPTION
                ? columns.strings().text(columns.otherEncryption(0))
                : "";
    }

    private static List<Long> address(FlowColumns columns, int flag, int value) {
        return columns.hasFlag(0, flag) ? List.of(columns.ipv6(value), columns.ipv6(value + 1)) : List.of((long) value);
    }

    /** A tuple with no, one or two changes. */
    private static String mutant(String tuple, SplittableRandom random) {
        StringBuilder text = new StringBuilder(tuple);
        for (int changes = random.nextInt(3); changes > 0; changes--) {
            int at = random.nextInt(text.length() + 1);
            char other = ALPHABET.charAt(random.nextInt(ALPHABET.length()));
            switch (random.nextInt(5)) {
                case 0 -> text.insert(at, other);
                case 1 -> text.replace(at, Math.min(at + 1, text.length()), String.valueOf(other));
                case 2 -> text.delete(at, Math.min(at + 1 + random.nextInt(3), text.length()));
                case 3 -> {
                    String[] fields = text.toString().split(",", -1);
                    fields[random.nextInt(fields.length)] = FIELDS.get(random.nextInt(FIELDS.size()));
                    text = new StringBuilder(String.join(",", fields));
                }
                default -> {
                    String[] fields = text.toString().split(",", -1);
                    int from = random.nextInt(fields.length);
                    fields[random.nextInt(fields.length)] = fields[from];
                    text = new StringBuilder(String.join(",", fields));
                }
            }
        }
        return text.toString();
    }

    private static String plain(int version) {
        return switch (version) {
            case 1 -> "\"1767225593,126.91.224.110,10.9.73.245,38196,80,I,O,D\"";
            case 2 -> "\"1767225593,126.91.224.110,10.9.73.245,38196,80,T,I,A,B,,,,\"";
            default -> "\"1767225593263,126.91.224.110,10.9.73.245,38196,80,6,I,B,NX,0,0,0,0\"";
        };
    }

    private static byte[] text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        byte[] whole = Arrays.copyOf(bytes, bytes.length + BEHIND.length);
        System.arraycopy(BEHIND, 0, whole, bytes.length, BEHIND.length);
        return whole;
    }

    private static int version(GeneratedFormat format) {
        return format == GeneratedFormat.NSG_V1 ? 1 : format == GeneratedFormat.NSG_V2 ? 2 : 4;
    }

    private static List<String> tuples(GeneratedFormat format, GeneratorMode mode, long seed) throws IOException {
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        FlowLogGenerator.of(GeneratorOptions.defaults()
                        .withFormat(format)
                        .withMode(mode)
                        .withSeed(seed)
                        .withTargetBytes(200_000))
                .writeTo(log);
        Matcher matcher = TUPLE.matcher(log.toString(StandardCharsets.UTF_8));
        List<String> tuples = new ArrayList<>();
        while (matcher.find()) {
            tuples.add(matcher.group(1));
        }
        return tuples;
    }
}
