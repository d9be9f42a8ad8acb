package io.github.flowlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.flowlog.problem.BadInput;
import io.github.flowlog.problem.FlowLogParseException;
import io.github.flowlog.problem.ParseProblem;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
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
        Path file = Files.write(folder.resolve("PT1H.json.gz"), gzip("[" + RECORD + "," + RECORD + "]"));
        ResumePoint behindFirst = new ResumePoint(1 + RECORD.length(), DocumentForm.ARRAY);

        try (FlowLogReader reader = FlowLogReader.resume(file, "PT1H.json.gz", behindFirst, ReadOptions.defaults())) {
            assertThat(reader.tuples().map(FlowTuple::recordOffset)).containsExactly(2L + RECORD.length());
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
