package io.github.flowlog.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Measures generated logs against what public raw blobs show. */
class RealisticTrafficTest {

    private final long seed = Documents.seed();
    private final GeneratorOptions options = GeneratorOptions.defaults().withTargetBytes(1_500_000);

    @ParameterizedTest
    @EnumSource(GeneratedFormat.class)
    void neighboursShareWhatRealNeighboursShare(GeneratedFormat format) throws IOException {
        for (int i = 0; i < 3; i++) {
            Shares shares = new Shares();
            for (Map<String, Object> record : records(format, i)) {
                Documents.groups(record).forEach(shares::add);
            }

            assertThat(shares.share(shares.time))
                    .as("time prefix, seed %d", seed + i)
                    .isBetween(0.80, 1.0);
            assertThat(shares.share(shares.tail)).as("tail, seed %d", seed + i).isBetween(0.67, 0.99);
            assertThat(shares.share(shares.address))
                    .as("one address, seed %d", seed + i)
                    .isGreaterThan(0.85);
        }
    }

    @ParameterizedTest
    @EnumSource(GeneratedFormat.class)
    void ownAddressStandsInMostTuplesAndLagsAreThoseOfAzure(GeneratedFormat format) throws IOException {
        Map<String, Integer> addresses = new HashMap<>();
        int tuples = 0;
        long shortest = Long.MAX_VALUE;
        long longest = Long.MIN_VALUE;
        for (Map<String, Object> record : records(format, 0)) {
            long recordMillis =
                    Instant.parse(Documents.member(record, "time").toString()).toEpochMilli();
            for (List<String> group : Documents.groups(record)) {
                for (String tuple : group) {
                    String[] fields = tuple.split(",", -1);
                    long time = Long.parseLong(fields[0]);
                    long lag = recordMillis - (time >= 100_000_000_000L ? time : time * 1000);
                    shortest = Math.min(shortest, lag);
                    longest = Math.max(longest, lag);
                    addresses.merge(fields[1], 1, Integer::sum);
                    addresses.merge(fields[2], 1, Integer::sum);
                    tuples++;
                }
            }
        }
        assertThat(shortest).as("seed %d", seed).isBetween(2_000L, 10_000L);
        assertThat(longest).as("seed %d", seed).isBetween(60_000L, 67_000L);
        int own = addresses.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        assertThat((double) own / tuples).as("own address, seed %d", seed).isBetween(0.75, 1.0);
    }

    @Test
    void cutsBusyMinutesIntoRecordsOfTheSameTimeBelowTheCap() {
        String document = new String(
                Documents.generate(options.withSeed(seed).withTargetBytes(12_000_000)), StandardCharsets.US_ASCII);
        String[] records = document.split("(?<=\\}),(?=\\{\"time\")", -1);
        Map<String, Integer> perTime = new HashMap<>();
        int full = 0;
        for (String record : records) {
            perTime.merge(record.substring(record.indexOf("2026-"), record.indexOf("2026-") + 28), 1, Integer::sum);
            full += record.length() > 32_100 ? 1 : 0;
            assertThat(record.length()).as("seed %d", seed).isLessThanOrEqualTo(32 * 1024 + 14);
        }

        assertThat(perTime.values()).as("records of one minute, seed %d", seed).anyMatch(count -> count > 5);
        assertThat(full).as("full records, seed %d", seed).isGreaterThan(records.length / 2);
    }

    @Test
    void flowsBeginContinueAtOneTickAndEnd() throws IOException {
        Set<String> open = new HashSet<>();
        Set<Long> phases = new HashSet<>();
        int[] orphans = new int[1];
        int[] ends = new int[1];
        for (Map<String, Object> record : records(GeneratedFormat.VNET_V4, 0)) {
            for (List<String> group : Documents.groups(record)) {
                for (String tuple : group) {
                    String[] fields = tuple.split(",", -1);
                    String flow = String.join(",", Arrays.asList(fields).subList(1, 7));
                    switch (fields[7]) {
                        case "B" -> open.add(flow);
                        case "C" -> phases.add(Long.parseLong(fields[0]) % 300_000);
                        case "E" -> {
                            ends[0]++;
                            orphans[0] += open.remove(flow) ? 0 : 1;
                        }
                        default -> assertThat(tuple).contains(",D,").endsWith(",0,0,0,0");
                    }
                }
            }
        }

        assertThat(phases).as("one tick of the interface, seed %d", seed).hasSize(1);
        assertThat(ends[0]).as("seed %d", seed).isGreaterThan(1_000);
        assertThat(orphans[0]).as("ends without begin, seed %d", seed).isLessThan(ends[0] / 50);
    }

    @Test
    void logsSomeFlowsAgainWithCountersThatContainTheFirst() throws IOException {
        int again = 0;
        for (Map<String, Object> record : records(GeneratedFormat.VNET_V4, 0)) {
            for (List<String> group : Documents.groups(record)) {
                for (int i = 2; i < group.size(); i++) {
                    String[] first = group.get(i - 2).split(",", -1);
                    String[] begin = group.get(i - 1).split(",", -1);
                    String[] second = group.get(i).split(",", -1);
                    if (first[7].equals("E")
                            && begin[7].equals("B")
                            && second[7].equals("E")
                            && Arrays.equals(first, 0, 7, begin, 0, 7)
                            && Arrays.equals(first, 1, 7, second, 1, 7)) {
                        again++;
                        for (int field = 9; field < 13; field++) {
                            assertThat(Long.parseLong(second[field])).isGreaterThan(Long.parseLong(first[field]));
                        }
                    }
                }
            }
        }

        assertThat(again).as("seed %d", seed).isBetween(5, 1_000);
    }

    @Test
    void writesTheFormsOfEachFormat() throws IOException {
        String v2 = text(GeneratedFormat.NSG_V2);
        assertThat(v2)
                .contains(",D,B,,,,\"", ",A,B,,,,\"", ",A,C,", ",A,E,0,0,0,0\"")
                .doesNotContain(",D,E", ",D,C");
        assertThat(v2).containsPattern(",0,\\d+,[TU],I,D,");
        assertThat(v2).contains("\"rule\":\"DefaultRule_", "\"rule\":\"UserRule_", "\"Version\":2");
        assertThat(v2).containsPattern("\"resourceId\":\"/SUBSCRIPTIONS/[-0-9A-F]{36}/RESOURCEGROUPS/[^a-z\"]+\"");
        assertThat(text(GeneratedFormat.NSG_V1)).containsPattern(",T,I,D\",\"").contains("\"Version\":1");
        Set<String> forms = new HashSet<>();
        for (int i = 0; i < 40; i++) {
            String v4 = new String(
                    Documents.generate(options.withSeed(seed + i).withTargetBytes(60_000)), StandardCharsets.US_ASCII);
            boolean early = v4.contains("Z\",\"flowLogVersion\":4,\"flowLogGUID\"");
            assertThat(v4.contains("\",\"flowLogVersion\":4,\"operationName\"")).isEqualTo(!early);
            forms.add(early ? "early" : "late");
            forms.add(v4.contains("\"aclID\":\"/subscriptions/") ? "acl resource" : "acl guid");
            if (v4.contains("\"aclID\":\"unspecified\",\"flowGroups\":[{\"rule\":\"unspecified\"")) {
                forms.add("unspecified");
            }
            if (v4.contains(
                    "\"aclID\":\"00000000-0000-0000-0000-000000000000\",\"flowGroups\":[{\"rule\":\"PlatformRule\"")) {
                forms.add("platform");
            }
            if (v4.matches("(?s).*\"rule\":\"BlockHighRiskTCPPortsFromInternet_[-0-9a-f]{36}\".*")) {
                forms.add("admin");
            }
        }
        assertThat(forms)
                .as("seeds from %d", seed)
                .containsExactlyInAnyOrder(
                        "early", "late", "acl resource", "acl guid", "unspecified", "platform", "admin");
    }

    @Test
    void keepsTheIpv6Share() throws IOException {
        GeneratorOptions some = options.withSeed(seed).withIpv6Share(0.25);
        int ipv6 = 0;
        int tuples = 0;
        for (Map<String, Object> record : Documents.records(Documents.generate(some))) {
            for (List<String> group : Documents.groups(record)) {
                for (String tuple : group) {
                    ipv6 += tuple.indexOf(':') >= 0 ? 1 : 0;
                    tuples++;
                }
            }
        }

        assertThat((double) ipv6 / tuples).as("seed %d", seed).isBetween(0.22, 0.28);
        assertThat(text(GeneratedFormat.VNET_V4)).doesNotContainPattern("\"\\d{13},[0-9a-f]*:");
    }

    private List<Map<String, Object>> records(GeneratedFormat format, int i) throws IOException {
        return Documents.records(Documents.generate(options.withSeed(seed + i).withFormat(format)));
    }

    private String text(GeneratedFormat format) {
        byte[] document = Documents.generate(options.withSeed(seed).withFormat(format));
        return new String(document, StandardCharsets.US_ASCII);
    }

    private static final class Shares {

        private int neighbours;
        private int time;
        private int tail;
        private int address;

        void add(List<String> group) {
            List<String[]> tuples = new ArrayList<>();
            group.forEach(tuple -> tuples.add(tuple.split(",", -1)));
            for (int i = 1; i < tuples.size(); i++) {
                String[] before = tuples.get(i - 1);
                String[] after = tuples.get(i);
                neighbours++;
                time += before[0].regionMatches(0, after[0], 0, 8) ? 1 : 0;
                tail += Arrays.equals(before, 5, before.length, after, 5, after.length) ? 1 : 0;
                address += before[1].equals(after[1]) || before[2].equals(after[2]) ? 1 : 0;
            }
        }

        double share(int count) {
            return (double) count / neighbours;
        }
    }
}
