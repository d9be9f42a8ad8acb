package io.github.flowlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.flowlog.problem.BadInput;
import io.github.flowlog.problem.FlowLogParseException;
import io.github.flowlog.problem.ParseProblem;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Gzip as files, pipes and careless tools make it. */
final class GzipInputTest {
    private static final String RECORD = """
            {"time":"2025-01-01T00:00:00Z","properties":{"Version":1,"flows":[{"rule":"R","flows":[\
            {"mac":"000D3AF8801A","flowTuples":["1487282421,192.0.2.95,10.1.0.4,51529,5358,T,I,D"]}]}]}}""";

    @Test
    void readsEveryMemberOfAConcatenation() throws IOException {
        byte[] members = concat(gzip("{\"records\":[" + RECORD + ","), gzip(RECORD), gzip("]}"));

        assertThat(read(members, new ArrayList<>()).tuples()).isEqualTo(2);
    }

    @Test
    void readsADirectBuffer() throws IOException {
        byte[] member = gzip("[" + RECORD + "," + RECORD + "]");
        ByteBuffer direct = ByteBuffer.allocateDirect(member.length).put(member).flip();

        try (FlowLogReader reader = FlowLogReader.of(direct, "direct", ReadOptions.defaults())) {
            assertThat(reader.tuples().count()).isEqualTo(2);
        }
    }

    @Test
    void readsMembersThatArriveLate() throws IOException {
        byte[] members = concat(gzip("[" + RECORD + ","), gzip(RECORD), gzip("]"));
        InputStream pipe = new ByteArrayInputStream(members) {
            @Override
            public synchronized int available() {
                return 0;
            }

            @Override
            public synchronized int read(byte[] out, int from, int length) {
                return super.read(out, from, Math.min(length, 1));
            }
        };

        try (FlowLogReader reader = FlowLogReader.open(pipe, "pipe", ReadOptions.defaults())) {
            assertThat(reader.tuples().count()).isEqualTo(2);
        }
    }

    @Test
    void allowsZeroPaddingBehindTheLastMember() throws IOException {
        List<BadInput> problems = new ArrayList<>();

        assertThat(read(concat(gzip(RECORD), new byte[512]), problems).tuples()).isEqualTo(1);
        assertThat(problems).isEmpty();
    }

    @Test
    void reportsWhatIsNotGzipBehindAMember() throws IOException {
        List<BadInput> problems = new ArrayList<>();

        ReadStats stats = read(concat(gzip(RECORD + "\n"), RECORD.getBytes(StandardCharsets.UTF_8)), problems);

        assertThat(stats.tuples()).isEqualTo(1);
        assertThat(problems).extracting(BadInput::problem).containsExactly(ParseProblem.COMPRESSION);
    }

    @Test
    void returnsTheRecordsBeforeACut() throws IOException {
        byte[] whole = gzip("{\"records\":[" + RECORD + "," + noise(200_000) + "]}");
        List<BadInput> problems = new ArrayList<>();

        ReadStats stats = read(Arrays.copyOf(whole, whole.length - 100), problems);

        assertThat(stats.tuples()).isEqualTo(1);
        assertThat(stats.unreadBytes()).isPositive();
        assertThat(problems).extracting(BadInput::problem).containsExactly(ParseProblem.COMPRESSION);
        assertThat(problems.get(0).message()).contains("cut off");
    }

    @Test
    void returnsTheRecordsBeforeDamage() throws IOException {
        byte[] data = ("[" + RECORD + ",").getBytes(StandardCharsets.UTF_8);
        byte[] header = {0x1F, (byte) 0x8B, 8, 0, 0, 0, 0, 0, 0, 0};
        byte[] storedBlock = {
            0, (byte) data.length, (byte) (data.length >> 8), (byte) ~data.length, (byte) (~data.length >> 8)
        };
        byte[] reservedBlock = {7, 0, 0, 0};
        List<BadInput> problems = new ArrayList<>();

        ReadStats stats = read(concat(header, storedBlock, data, reservedBlock), problems);

        assertThat(stats.tuples()).isEqualTo(1);
        assertThat(problems).extracting(BadInput::problem).containsExactly(ParseProblem.COMPRESSION);
    }

    @Test
    void reportsDamageThatIsMetInTheSearchForTheNextLine() throws IOException {
        byte[] whole = gzip(RECORD + "\n[}" + noise(2_000_000));
        List<BadInput> problems = new ArrayList<>();

        ReadStats stats = read(Arrays.copyOf(whole, whole.length - 100), problems);

        assertThat(stats.tuples()).isEqualTo(1);
        assertThat(stats.endedDocuments()).isEqualTo(2);
        assertThat(stats.unreadBytes()).isEqualTo(stats.bytes() - RECORD.length() - 2);
        assertThat(problems)
                .extracting(BadInput::problem)
                .containsExactly(ParseProblem.SYNTAX, ParseProblem.COMPRESSION);
    }

    @Test
    void reportsAWrongChecksum() throws IOException {
        byte[] damaged = gzip(RECORD);
        damaged[damaged.length - 8] ^= 1;
        List<BadInput> problems = new ArrayList<>();

        read(damaged, problems);

        assertThat(problems).extracting(BadInput::expectation).containsExactly("expected another checksum");
    }

    @Test
    void refusesABombAndSaysHowToAllowIt() throws IOException {
        byte[] bomb = gzip("{\"records\":[" + " ".repeat(40 << 20) + RECORD + "]}");
        ReadOptions strict = ReadOptions.defaults();

        assertThatThrownBy(() -> countTuples(bomb, strict))
                .isInstanceOf(FlowLogParseException.class)
                .hasMessageContaining("at most 200 times")
                .hasMessageContaining("withGzipExpansion");
        assertThat(countTuples(bomb, strict.withLimits(ReadLimits.defaults().withGzipExpansion(2_000))))
                .isEqualTo(1);
    }

    @Test
    void resumesAtAnUncompressedOffset(@TempDir Path folder) throws IOException {
        String log = "[" + RECORD + "," + RECORD + "]";
        Path plain = Files.writeString(folder.resolve("PT1H.json"), log);
        Path packed = Files.write(folder.resolve("PT1H.json.gz"), gzip(log));
        ResumePoint behindFirst = new ResumePoint(1 + RECORD.length(), DocumentForm.ARRAY);

        for (Path file : List.of(plain, packed)) {
            try (FlowLogReader reader = FlowLogReader.resume(file, "log", behindFirst, ReadOptions.defaults())) {
                assertThat(reader.tuples().map(FlowTuple::recordOffset)).containsExactly(2L + RECORD.length());
            }
        }
    }

    @Test
    void saysThatLessIsThereThanWasReadBefore(@TempDir Path folder) throws IOException {
        Path plain = Files.writeString(folder.resolve("PT1H.json"), "[" + RECORD);
        Path packed = Files.write(folder.resolve("PT1H.json.gz"), gzip("[" + RECORD));
        ResumePoint behindAll = new ResumePoint(2 + RECORD.length(), DocumentForm.ARRAY);

        for (Path file : List.of(plain, packed)) {
            assertThatThrownBy(() -> FlowLogReader.resume(file, "log", behindAll, ReadOptions.defaults()))
                    .isInstanceOf(EOFException.class)
                    .hasMessageEndingWith("less than " + behindAll.offset() + " bytes; read it from its start");
        }
    }

    @Test
    void saysThatTheBytesBeforeTheResumePointAreDamaged(@TempDir Path folder) throws IOException {
        byte[] cut = gzip("[" + RECORD + "," + noise(200_000) + "]");
        Path file = Files.write(folder.resolve("PT1H.json.gz"), Arrays.copyOf(cut, cut.length / 2));
        ResumePoint behindAll = new ResumePoint(200_000, DocumentForm.ARRAY);

        assertThatThrownBy(() -> FlowLogReader.resume(file, "PT1H.json.gz", behindAll, ReadOptions.defaults()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cannot be expanded up to byte 200000")
                .hasMessageContaining("cut off")
                .hasMessageContaining("read it from its start");
    }

    @Test
    void readsHeadersWithEveryFlag() throws IOException {
        for (int flags = 0; flags < 32; flags++) {
            List<BadInput> problems = new ArrayList<>();

            assertThat(read(withHeader(flags, gzip("[" + RECORD + "]")), problems)
                            .tuples())
                    .as("flags %d", flags)
                    .isEqualTo(1);
            assertThat(problems).as("flags %d", flags).isEmpty();
        }
    }

    @Test
    void passesAnExtraFieldOfAnyLength() throws IOException {
        byte[] member = gzip(RECORD);
        for (int length : new int[] {0, 1, 255, 256, 0x1234, 0xFFFF}) {
            byte[] header = {0x1F, (byte) 0x8B, 8, 4, 0, 0, 0, 0, 0, 0, (byte) length, (byte) (length >> 8)};
            byte[] extra = new byte[length];
            byte[] rest = Arrays.copyOfRange(member, 10, member.length);
            List<BadInput> problems = new ArrayList<>();

            assertThat(read(concat(header, extra, rest), problems).tuples())
                    .as("%d bytes", length)
                    .isEqualTo(1);
            assertThat(problems).as("%d bytes", length).isEmpty();
        }
    }

    @Test
    void refusesHeadersThatItDoesNotKnow() throws IOException {
        for (int flag : new int[] {32, 64, 128}) {
            requireDamage(withHeader(flag, gzip(RECORD)), "expected no reserved flags");
        }
        byte[] otherMethod = gzip(RECORD);
        otherMethod[2] = 7;
        requireDamage(otherMethod, "expected compression method 8");
    }

    @Test
    void refusesAWrongLength() throws IOException {
        byte[] damaged = gzip(RECORD);
        damaged[damaged.length - 4] ^= 1;

        assertThat(requireDamage(damaged, "expected another length").tuples()).isEqualTo(1);
    }

    @Test
    void refusesHalfAMagicNumberBehindAMember() throws IOException {
        for (byte[] garbage : new byte[][] {{0x1F}, {0x1F, 0x1F}, {0x1F, (byte) 0x8B}, {1}, {0, 0, 1}, {'\n'}}) {
            List<BadInput> problems = new ArrayList<>();

            assertThat(read(concat(gzip(RECORD), garbage), problems).tuples()).isEqualTo(1);
            assertThat(problems).extracting(BadInput::problem).containsExactly(ParseProblem.COMPRESSION);
        }
    }

    @Test
    void saysOnceWhereAFileIsCutAtAnyByte() throws IOException {
        String log = "[" + RECORD + "," + RECORD + "]";
        byte[] whole = concat(withHeader(31, gzip(log.substring(0, 300))), gzip(log.substring(300)));
        int firstMember = withHeader(31, gzip(log.substring(0, 300))).length;
        for (int cut = 2; cut < whole.length; cut++) {
            List<BadInput> problems = new ArrayList<>();

            ReadStats stats = read(Arrays.copyOf(whole, cut), problems);

            assertThat(problems)
                    .extracting(BadInput::problem)
                    .as("cut at %d", cut)
                    .containsExactly(cut == firstMember ? ParseProblem.TRUNCATED : ParseProblem.COMPRESSION);
            assertThat(problems.get(0).byteOffset()).as("cut at %d", cut).isEqualTo(stats.bytes());
            assertThat(stats.unreadBytes()).isEqualTo(problems.get(0).unreadBytes());
            assertThat(stats.tuples())
                    .as("tuples of the records in %d bytes, cut at %d", stats.bytes(), cut)
                    .isEqualTo(stats.bytes() / (RECORD.length() + 1));
        }
    }

    @Test
    void noticesEveryFlippedBitThatMatters() throws IOException {
        byte[] whole = gzip("[" + RECORD + "]");
        int unnoticed = 0;
        for (int bit = 16; bit < whole.length * 8; bit++) {
            byte[] flipped = whole.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            List<BadInput> problems = new ArrayList<>();

            ReadStats stats = read(flipped, problems);

            assertThat(stats.tuples()).as("bit %d", bit).isLessThanOrEqualTo(1);
            if (problems.isEmpty()) {
                unnoticed++;
                assertThat(stats.tuples()).as("bit %d", bit).isEqualTo(1);
                assertThat(stats.bytes()).as("bit %d", bit).isEqualTo(RECORD.length() + 2);
            }
        }
        // the flag for text, the file's time and system, and what fills up the last byte of deflated data
        assertThat(unnoticed).isBetween(1 + 6 * 8, 1 + 6 * 8 + 7);
    }

    private static ReadStats requireDamage(byte[] bytes, String expectation) throws IOException {
        List<BadInput> problems = new ArrayList<>();
        ReadStats stats = read(bytes, problems);
        assertThat(problems).extracting(BadInput::problem).containsExactly(ParseProblem.COMPRESSION);
        assertThat(problems).extracting(BadInput::expectation).containsExactly(expectation);
        assertThatThrownBy(() -> countTuples(bytes, ReadOptions.defaults()))
                .isInstanceOf(FlowLogParseException.class)
                .hasMessageContaining(expectation);
        return stats;
    }

    /** The same member with the parts of a header that these flags announce. */
    private static byte[] withHeader(int flags, byte[] member) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(member, 0, 3);
        out.write(flags);
        out.write(member, 4, 6);
        if ((flags & 4) != 0) {
            out.writeBytes(new byte[] {5, 0, 'A', 'B', 1, 0, '}'});
        }
        if ((flags & 8) != 0) {
            out.writeBytes("PT1H.json\0".getBytes(StandardCharsets.US_ASCII));
        }
        if ((flags & 16) != 0) {
            out.writeBytes("a comment\0".getBytes(StandardCharsets.US_ASCII));
        }
        if ((flags & 2) != 0) {
            CRC32 checksum = new CRC32();
            checksum.update(out.toByteArray());
            out.write((int) checksum.getValue());
            out.write((int) (checksum.getValue() >> 8));
        }
        out.write(member, 10, member.length - 10);
        return out.toByteArray();
    }

    private static long countTuples(byte[] bytes, ReadOptions options) throws IOException {
        try (FlowLogReader reader = FlowLogReader.of(bytes, "test", options)) {
            return reader.tuples().count();
        }
    }

    private static ReadStats read(byte[] bytes, List<BadInput> problems) throws IOException {
        ReadOptions options = ReadOptions.defaults().skippingBadInput(problems::add);
        try (FlowLogReader reader = FlowLogReader.of(bytes, "test", options)) {
            FlowBatch batch = FlowBatch.create();
            while (reader.next(batch)) {
                assertThat(batch.size()).isPositive();
            }
            return reader.stats();
        }
    }

    /** A JSON string that does not compress well. */
    private static String noise(int length) {
        StringBuilder text = new StringBuilder("{\"x\":\"");
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < length; i++) {
            text.append((char) ('a' + random.nextInt(26)));
        }
        return text.append("\"}").toString();
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return out.toByteArray();
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
