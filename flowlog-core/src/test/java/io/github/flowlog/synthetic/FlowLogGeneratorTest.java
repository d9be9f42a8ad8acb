package io.github.flowlog.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FlowLogGeneratorTest {

    /** First half of each document's SHA-256; a change here breaks every test that names a seed. */
    private static final Map<String, String> PINNED = Map.ofEntries(
            Map.entry("AWKWARD MIXED", "1da013baa871cd694fc59cbaf17ecf48"),
            Map.entry("AWKWARD NSG_V1", "97b108725e371ec6c186150e51b3713e"),
            Map.entry("AWKWARD NSG_V2", "ebbb1b5dee559f4561861bc0bfa321d2"),
            Map.entry("AWKWARD VNET_V4", "fcf469868d10f40d7ad43a5ed3e600ba"),
            Map.entry("RANDOM MIXED", "3a885454a2a52083d8d63244926beb4c"),
            Map.entry("RANDOM NSG_V1", "f65254ce52514a47ce9eb8475cf88f87"),
            Map.entry("RANDOM NSG_V2", "8c93600f138874f3d36a9931e43b06de"),
            Map.entry("RANDOM VNET_V4", "70cf5717b89128339999af5f0da76be7"),
            Map.entry("REALISTIC MIXED", "ef89ac4abba2ced4e85138526dda476a"),
            Map.entry("REALISTIC NSG_V1", "7d16b386a6cfb8bb6a30c1ca3f0e0188"),
            Map.entry("REALISTIC NSG_V2", "3d80f8f354339a626005a05db2caf5a1"),
            Map.entry("REALISTIC VNET_V4", "fe051bc2fb42a3061eadbae032f931d3"));

    private final long seed = Documents.seed();
    private final GeneratorOptions options = GeneratorOptions.defaults().withSeed(seed);

    @Test
    void keepsItsBytesForEverFormatByFormatAndModeByMode() throws NoSuchAlgorithmException {
        Map<String, String> digests = new TreeMap<>();
        for (GeneratorMode mode : GeneratorMode.values()) {
            for (GeneratedFormat format : GeneratedFormat.values()) {
                byte[] document = Documents.generate(GeneratorOptions.defaults()
                        .withSeed(42)
                        .withMode(mode)
                        .withFormat(format)
                        .withNics(2)
                        .withIpv6Share(0.1)
                        .withTargetBytes(200_000));
                byte[] digest = MessageDigest.getInstance("SHA-256").digest(document);
                digests.put(mode + " " + format, HexFormat.of().formatHex(digest, 0, 16));
            }
        }

        assertThat(digests).containsExactlyInAnyOrderEntriesOf(PINNED);
    }

    @ParameterizedTest
    @EnumSource(GeneratorMode.class)
    void countsWhatAnIndependentReaderCounts(GeneratorMode mode) throws IOException {
        for (GeneratedFormat format : GeneratedFormat.values()) {
            for (int i = 0; i < 6; i++) {
                GeneratorOptions each = options.withSeed(seed + i)
                        .withMode(mode)
                        .withFormat(format)
                        .withNics(1 + i % 3)
                        .withIpv6Share(i % 2 * 0.3)
                        .withTargetBytes(40_000);
                ByteArrayOutputStream out = new ByteArrayOutputStream();

                GeneratedLog log = FlowLogGenerator.of(each).writeTo(out);

                assertThat(Documents.count(out.toByteArray()))
                        .as("%s %s seed %d", mode, format, seed + i)
                        .isEqualTo(log);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(GeneratorMode.class)
    void blocksJoinToTheDocument(GeneratorMode mode) {
        for (int i = 0; i < 10; i++) {
            GeneratorOptions each = options.withSeed(seed + i)
                    .withMode(mode)
                    .withFormat(GeneratedFormat.MIXED)
                    .withNics(2)
                    .withTargetBytes(300_000);
            ByteArrayOutputStream joined = new ByteArrayOutputStream();

            FlowLogGenerator.of(each).blocks().forEach(joined::writeBytes);

            assertThat(joined.toByteArray()).as("seed %d", seed + i).isEqualTo(Documents.generate(each));
        }
    }

    @Test
    void blocksAreThoseOfAzure() {
        List<String> blocks = new ArrayList<>();
        FlowLogGenerator.of(options.withTargetBytes(2_000_000).withNics(2))
                .blocks()
                .forEach(block -> blocks.add(new String(block, StandardCharsets.US_ASCII)));

        int last = blocks.size() - 1;
        assertThat(blocks).as("seed %d", seed).hasSizeGreaterThan(20);
        assertThat(blocks.get(0)).isEqualTo("{\"records\":[");
        assertThat(blocks.get(1)).startsWith("{\"time\":\"2026-01-01T00:0");
        assertThat(blocks.subList(2, last))
                .allSatisfy(block -> assertThat(block).startsWith(",{\"time\":\""));
        assertThat(blocks.get(last)).isEqualTo("]}");
        List<String> minutes = blocks.subList(1, last).stream()
                .map(block -> block.substring(block.indexOf("2026-")).substring(0, 16))
                .toList();
        assertThat(minutes)
                .as("one block a minute, seed %d", seed)
                .doesNotHaveDuplicates()
                .isSorted();
    }

    @ParameterizedTest
    @EnumSource(GeneratorMode.class)
    void stopsAfterTheRecordThatReachesTheTarget(GeneratorMode mode) throws IOException {
        for (int i = 0; i < 6; i++) {
            GeneratorOptions each = options.withSeed(seed + i).withMode(mode);

            GeneratedLog byBytes =
                    FlowLogGenerator.of(each.withTargetBytes(500_000)).writeTo(OutputStream.nullOutputStream());
            GeneratedLog byTuples =
                    FlowLogGenerator.of(each.withTargetTuples(3_000)).writeTo(OutputStream.nullOutputStream());

            assertThat(byBytes.bytes()).as("seed %d", seed + i).isBetween(500_000L, 500_000L + 33_000L);
            assertThat(byTuples.tuples()).as("seed %d", seed + i).isBetween(3_000L, 3_000L + 900L);
        }
    }

    @Test
    void writesAnEmptyLogForTheTargetZero() {
        assertThat(Documents.generate(options.withTargetTuples(0))).asString().isEqualTo("{\"records\":[]}");
    }

    @Test
    void writesHundredsOfMegabytesInLittleMemory() throws IOException {
        CountingStream out = new CountingStream();

        GeneratedLog log =
                FlowLogGenerator.of(options.withTargetBytes(300_000_000)).writeTo(out);

        assertThat(log.bytes()).isEqualTo(out.bytes).isGreaterThanOrEqualTo(300_000_000L);
        assertThat(out.longestWrite).as("the buffer does not grow with the log").isLessThan(128 * 1024);
    }

    @Test
    void refusesOptionsWithoutEndAndOutOfRange() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FlowLogGenerator.of(GeneratorOptions.defaults()))
                .withMessageContaining("no target");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> options.withIpv6Share(1.5))
                .withMessageContaining("1.5");
        assertThatIllegalArgumentException().isThrownBy(() -> options.withIpv6Share(Double.NaN));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> options.withTargetBytes(-1))
                .withMessageContaining("-1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> options.withNics(0))
                .withMessageContaining("0");
        assertThatIllegalArgumentException().isThrownBy(() -> options.withRecordCapBytes(100));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> options.withStart(Instant.parse("2026-01-01T00:30:00Z")))
                .withMessageContaining("full hour");
    }

    private static final class CountingStream extends OutputStream {

        private long bytes;
        private int longestWrite;

        @Override
        public void write(int b) {
            bytes++;
        }

        @Override
        public void write(byte[] buffer, int from, int count) {
            bytes += count;
            longestWrite = Math.max(longestWrite, count);
        }
    }
}
