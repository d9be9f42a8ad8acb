package io.github.flowlog.adx.networks;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.flowlog.net.IpFamily;
import io.github.flowlog.net.IpPrefix;
import io.github.flowlog.net.Ipv4;
import io.github.flowlog.net.Ipv6;
import io.github.flowlog.net.NamedNetworks;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworksFileTest {
    @TempDir
    Path folder;

    @Test
    void readsLinesOfPrefixAndName() throws IOException {
        NamedNetworks networks = read("""
                Prefix , NAME
                # our own networks

                10.0.0.0/8,corp
                 10.20.0.0/16 ,\t lab\t
                "2001:DB8:20::/48","lab, ""second"" floor"
                  # behind some space
                10.30.0.0/16,C# team
                10.20.0.0/16,lab
                0.0.0.0/0,prefix
                192.0.2.0/24,K\u00F6ln""");

        assertThat(networks.names())
                .containsExactly("corp", "lab", "lab, \"second\" floor", "C# team", "prefix", "K\u00F6ln");
        assertThat(nameOf(networks, "10.20.255.255")).isEqualTo("lab");
        assertThat(nameOf(networks, "10.21.0.0")).isEqualTo("corp");
        assertThat(nameOf(networks, "10.30.0.0")).isEqualTo("C# team");
        assertThat(nameOf(networks, "192.0.2.7")).isEqualTo("K\u00F6ln");
        assertThat(nameOf(networks, "8.8.8.8")).isEqualTo("prefix");
        assertThat(nameOf(networks, "2001:db8:20::7")).isEqualTo("lab, \"second\" floor");
        assertThat(nameOf(networks, "2001:db8:21::7")).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.0/8,corp\n",
                "10.0.0.0/8,corp",
                "10.0.0.0/8,corp\r\n",
                "\uFEFF10.0.0.0/8,corp\n",
                "\uFEFFprefix,name\r\n\r\n10.0.0.0/8,corp\r\n\r\n",
                "\n\n#\n10.0.0.0/8,corp",
                "{\"values\":[{\"name\":\"corp\",\"properties\":{\"addressPrefixes\":[\"10.0.0.0/8\"]}}]}",
                "\uFEFF \r\n\t{\"values\":[{\"properties\":{\"addressPrefixes\":[\"10.0.0.0/8\"]},\"name\":\"corp\"}]}\n"
            })
    void readsEveryFormOfTheSameFile(String text) throws IOException {
        NamedNetworks networks = read(text);

        assertThat(networks.names()).containsExactly("corp");
        assertThat(nameOf(networks, "10.1.2.3")).isEqualTo("corp");
        assertThat(nameOf(networks, "11.1.2.3")).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0000',
            value = {
                "10.1.2.3/8,corp | bad prefix \"10.1.2.3/8\": bits set behind the prefix length, use 10.0.0.0/8",
                "10.1.2.3,corp | bad prefix \"10.1.2.3\": no prefix length, use 10.1.2.3/32 for this address alone",
                "corp,10.0.0.0/8 | bad prefix \"corp\": not a digit",
                "prefix,name | bad prefix \"prefix\": not a digit",
                "10.0.0.0/8 | one field, expected prefix,name",
                "10.0.0.0/8, | empty name",
                "10.0.0.0/8,\"\" | empty name",
                ",corp | bad prefix \"\": empty text",
                "10.0.0.0/8,a,b | more than two fields, expected prefix,name; a name with a comma stands in double quotes",
                "10.0.0.0/8,\"a | no closing double quote in this line",
                "10.0.0.0/8,\"a\"b | text behind a closing double quote, expected a comma or the end of the line",
                "10.0.0.0/8,a\"b | double quote inside a field, expected the whole field in double quotes",
                "10.0.0.0/8,a\u001Bb | control character in a name",
                "192.0.2.0/24,lab | prefix 192.0.2.0/24 is \"lab\" here and \"corp\" in line 1, expected one name"
            })
    void namesTheLineAndTheFault(String line, String fault) throws IOException {
        Path file = write(("192.0.2.0/24,corp\n\n" + line + "\n192.0.3.0/24,corp\n").getBytes(UTF_8));

        assertThatThrownBy(() -> NetworksFile.read(file))
                .isInstanceOf(NetworksFileException.class)
                .hasMessage(file + ", line 3: " + fault);
    }

    @Test
    void endsALineAtALineFeedOnly() throws IOException {
        assertFault("10.0.0.0/8,a\r11.0.0.0/8,b".getBytes(UTF_8), ", line 1: more than two fields");
        assertFault("10.0.0.0/8,a\rb".getBytes(UTF_8), ", line 1: control character in a name");
        assertFault("10.0.0.0/8,\"a\nb\"".getBytes(UTF_8), ", line 1: no closing double quote in this line");
    }

    @Test
    void refusesTextThatIsNotUtf8() throws IOException {
        assertFault("10.0.0.0/8,a\n10.0.0.0/9,K\u00F6ln".getBytes(ISO_8859_1), ", line 2: not UTF-8 text");
        assertFault(
                "{\"values\":[{\"name\":\"K\u00F6ln\"}]}".getBytes(ISO_8859_1), ", byte 23: bad JSON: Invalid UTF-8");
        assertFault("{\"values\":[]}".getBytes(UTF_16LE), ", byte 2: bad JSON: ");
        assertFault(new byte[] {(byte) 0xFF, (byte) 0xFE, '{', 0}, ", line 1: not UTF-8 text");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", " \r\n\t", "# only a comment", "prefix,name\n", "\uFEFF", "{\"values\":[]}"})
    void refusesAFileWithoutNetworks(String text) throws IOException {
        assertFault(
                text.getBytes(UTF_8), ": no networks: expected lines of prefix,name or Azure's service tags in JSON");
    }

    @Test
    void refusesWhatIsNotAFileToRead() throws IOException {
        Path missing = folder.resolve("missing.csv");
        Path huge = folder.resolve("huge.csv");
        try (RandomAccessFile content = new RandomAccessFile(huge.toFile(), "rw")) {
            content.setLength(1L << 30);
        }

        assertThatThrownBy(() -> NetworksFile.read(folder))
                .isInstanceOf(NetworksFileException.class)
                .hasMessage(folder + ": is a directory, expected a file");
        assertThatThrownBy(() -> NetworksFile.read(missing))
                .isInstanceOf(NetworksFileException.class)
                .hasMessage(missing + ": no such file");
        assertThatThrownBy(() -> NetworksFile.read(huge))
                .isInstanceOf(NetworksFileException.class)
                .hasMessage(huge + ": larger than 32 MiB, the most that a file of networks may have");
    }

    @Test
    void readsAFileOfTheLargestSizeAndNoLarger() throws IOException {
        byte[] content = new byte[NetworksFile.MAX_BYTES + 1];
        Arrays.fill(content, (byte) ' ');
        for (int i = 1_000; i < content.length; i += 1_000) {
            content[i] = '\n';
        }
        byte[] line = "10.0.0.0/8,corp".getBytes(UTF_8);
        System.arraycopy(line, 0, content, 0, line.length);
        assertFault(content, ": larger than 32 MiB, the most that a file of networks may have");

        Path file = write(Arrays.copyOf(content, NetworksFile.MAX_BYTES));
        assertThat(NetworksFile.read(file).names()).containsExactly("corp");
    }

    @Test
    void readsAsManyPrefixesAsTheLimitAndNoMore() throws IOException {
        String most = "10.0.0.0/8,a\n".repeat(NetworksFile.MAX_PREFIXES);
        assertThat(read(most).names()).containsExactly("a");
        assertFault(
                (most + "10.0.0.0/8,a").getBytes(UTF_8),
                ", line 1000001: more than 1000000 prefixes, the most that a file may have");

        String tags = "\"10.0.0.0/8\",".repeat(NetworksFile.MAX_PREFIXES - 1);
        assertThat(read(document(tag("a", tags + "\"10.0.0.0/9\""))).names()).containsExactly("a");
        assertFault(
                document(tag("a", tags + "\"10.0.0.0/9\""), tag("b", "\"10.0.0.0/8\""))
                        .getBytes(UTF_8),
                ": more than 1000000 prefixes, the most that a file may have");
    }

    @Test
    void readsNamesUpToTheLongest() throws IOException {
        assertThat(read("10.0.0.0/8," + "a".repeat(NetworksFile.MAX_NAME)).names())
                .containsExactly("a".repeat(NetworksFile.MAX_NAME));
        assertFault(
                ("10.0.0.0/8," + "a".repeat(NetworksFile.MAX_NAME + 1)).getBytes(UTF_8),
                ", line 1: name of more than 256 characters");
    }

    @Test
    void givesAPrefixOfManyTagsTheMostSpecificOne() throws IOException {
        NamedNetworks networks = read(document(
                tag("AzureCloud", "\"13.64.0.0/11\",\"20.0.0.0/11\",\"20.38.98.0/24\",\"2603:1030::/45\""),
                tag("AzureCloud.eastus", "\"20.38.98.0/24\",\"20.0.0.0/11\",\"2603:1030::/45\""),
                tag("Storage", "\"20.38.98.0/24\",\"20.38.98.0/24\",\"20.150.0.0/24\""),
                tag("Storage.EastUS", "\"20.38.98.0/24\""),
                tag("Storage.Copy", "\"20.38.98.0/24\""),
                tag("Nothing", "")));

        assertThat(nameOf(networks, "20.38.98.1")).as("of two with one prefix").isEqualTo("Storage.Copy");
        assertThat(nameOf(networks, "20.150.0.1")).isEqualTo("Storage");
        assertThat(nameOf(networks, "20.1.2.3")).isEqualTo("AzureCloud.eastus");
        assertThat(nameOf(networks, "13.66.60.119")).isEqualTo("AzureCloud");
        assertThat(nameOf(networks, "2603:1030::1")).isEqualTo("AzureCloud.eastus");
        assertThat(networks.names()).doesNotContain("Storage.EastUS", "Nothing");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0000',
            value = {
                "{} | 0: no \"values\" in the object: expected Azure's service tags",
                "{\"records\":[{\"values\":[]}]} | 0: no \"values\" in the object: expected Azure's service tags",
                "{\"values\":{}} | 10: expected an array of service tags in \"values\"",
                "{\"values\":[7]} | 11: expected a service tag, an object",
                "{\"values\":[{\"name\":7}]} | 19: expected the name of a service tag, a string",
                "{\"values\":[{\"name\":\"\"}]} | 19: empty name",
                "{\"values\":[{\"name\":\"a\\u001b\"}]} | 19: control character in a name",
                "{\"values\":[{\"properties\":{\"addressPrefixes\":[]}}]} | 11: service tag without \"name\"",
                "{\"values\":[{\"name\":\"a\"}]} | 11: service tag \"a\" without \"addressPrefixes\" in \"properties\"",
                "{\"values\":[{\"properties\":[]}]} | 25: expected the properties of a service tag, an object",
                "{\"values\":[{\"properties\":{\"addressPrefixes\":\"\"}}]} | 44: expected an array of prefixes in \"addressPrefixes\"",
                "{\"values\":[{\"properties\":{\"addressPrefixes\":[null]}}]} | 45: expected a prefix, a string",
                "{\"values\":[{\"properties\":{\"addressPrefixes\":[\"10.1.2.3/8\"]}}]} | 45: bad prefix \"10.1.2.3/8\": bits set behind the prefix length, use 10.0.0.0/8",
                "{\"values\":[]} {} | 14: text behind the JSON object, expected the end of the file"
            })
    void namesTheByteAndTheFault(String text, String fault) throws IOException {
        Path file = write(text.getBytes(UTF_8));

        assertThatThrownBy(() -> NetworksFile.read(file))
                .isInstanceOf(NetworksFileException.class)
                .hasMessage(file + ", byte " + fault);
        Path marked = write(("\uFEFF" + text).getBytes(UTF_8));
        int colon = fault.indexOf(':');
        assertThatThrownBy(() -> NetworksFile.read(marked))
                .isInstanceOf(NetworksFileException.class)
                .hasMessage(marked + ", byte " + (Integer.parseInt(fault.substring(0, colon)) + 3)
                        + fault.substring(colon));
    }

    @Test
    void refusesServiceTagsCutAtAnyByte() throws IOException {
        byte[] whole = document(tag("a", "\"10.0.0.0/8\""), tag("b", "\"2603:1030::/45\""))
                .getBytes(UTF_8);

        for (int length = 1; length < whole.length; length++) {
            assertFault(Arrays.copyOf(whole, length), ", byte ");
        }
        assertThat(NetworksFile.read(write(whole)).names()).containsExactly("a", "b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"values\":[],\"values\":[]}",
                "{\"values\":[{\"name\":\"a\",\"name\":\"b\",\"properties\":{\"addressPrefixes\":[]}}]}",
                "{\"values\":[],}",
                "{values:[]}",
                "{\"values\":[]",
                "{\"deep\":"
            })
    void refusesWhatIsNotJson(String text) throws IOException {
        assertFault(text.getBytes(UTF_8), ": bad JSON: ");
    }

    @Test
    void endsAtADeepNest() throws IOException {
        assertFault(("{\"deep\":" + "[".repeat(1_000_000)).getBytes(UTF_8), ": bad JSON: ");
    }

    @Test
    void readsAHundredThousandPrefixesOfServiceTagsLikeAPlainScan() throws IOException {
        Long given = Long.getLong("flowlog.seed");
        long seed = given != null ? given : new SplittableRandom().nextLong();
        SplittableRandom random = new SplittableRandom(seed);
        Map<String, Set<IpPrefix>> tags = serviceTags(random, 100_000);
        String[] texts = tags.entrySet().stream()
                .map(tag -> tag(
                        tag.getKey(),
                        String.join(
                                ", ",
                                tag.getValue().stream()
                                        .map(prefix -> '"' + prefix.toString() + '"')
                                        .toList())))
                .toArray(String[]::new);

        NamedNetworks networks = read(document(texts));

        List<Map.Entry<String, Set<IpPrefix>>> specificFirst = new ArrayList<>(tags.entrySet());
        specificFirst.sort(Comparator.comparing(
                        (Map.Entry<String, Set<IpPrefix>> tag) -> tag.getValue().size())
                .thenComparing(Map.Entry::getKey));
        List<IpPrefix> drawn = List.copyOf(tags.get("AzureCloud"));
        for (int i = 0; i < 100; i++) {
            IpPrefix near = drawn.get(random.nextInt(drawn.size()));
            long low = near.lastLow() + random.nextInt(-1, 2);
            assertThat(nameOf(networks, near.family(), near.lastHigh(), low))
                    .as("%s, -Dflowlog.seed=%d", near, seed)
                    .isEqualTo(plainName(specificFirst, near.family(), near.lastHigh(), low));
        }
    }

    /** Regions and services whose prefixes stand in the tag of the whole cloud as well, as in Azure's file. */
    private static Map<String, Set<IpPrefix>> serviceTags(SplittableRandom random, int prefixes) {
        Map<String, Set<IpPrefix>> tags = new LinkedHashMap<>();
        Set<IpPrefix> cloud = tags.computeIfAbsent("AzureCloud", name -> new LinkedHashSet<>());
        int written = 0;
        while (written < prefixes) {
            IpPrefix prefix = random.nextInt(4) == 0
                    ? IpPrefix.maskedIpv6(
                            0x2603_1000_0000_0000L | random.nextLong() >>> 24,
                            random.nextLong(),
                            random.nextInt(40, 129))
                    : IpPrefix.maskedIpv4(20 << 24 | random.nextInt(1 << 24), random.nextInt(18, 33));
            String region = "AzureCloud.region" + random.nextInt(60);
            String service = "Service" + random.nextInt(90);
            written += cloud.add(prefix) ? 1 : 0;
            written +=
                    tags.computeIfAbsent(region, name -> new LinkedHashSet<>()).add(prefix) ? 1 : 0;
            if (random.nextBoolean()) {
                written += tags.computeIfAbsent(service, name -> new LinkedHashSet<>())
                                .add(prefix)
                        ? 1
                        : 0;
            }
        }
        return tags;
    }

    private static String plainName(
            List<Map.Entry<String, Set<IpPrefix>>> specificFirst, IpFamily family, long high, long low) {
        String name = null;
        int longest = -1;
        for (Map.Entry<String, Set<IpPrefix>> tag : specificFirst) {
            for (IpPrefix prefix : tag.getValue()) {
                boolean holds =
                        family == IpFamily.IPV4 ? prefix.containsIpv4((int) low) : prefix.containsIpv6(high, low);
                if (holds && prefix.length() > longest) {
                    longest = prefix.length();
                    name = tag.getKey();
                }
            }
        }
        return name;
    }

    private static String nameOf(NamedNetworks networks, String address) {
        if (address.indexOf(':') < 0) {
            return nameOf(networks, IpFamily.IPV4, 0, Ipv4.parse(address));
        }
        long[] halves = new long[2];
        Ipv6.parse(address, halves, 0);
        return nameOf(networks, IpFamily.IPV6, halves[0], halves[1]);
    }

    private static String nameOf(NamedNetworks networks, IpFamily family, long high, long low) {
        int number = family == IpFamily.IPV4 ? networks.lookupIpv4((int) low) : networks.lookupIpv6(high, low);
        return number == NamedNetworks.NO_MATCH ? null : networks.name(number);
    }

    private static String document(String... tags) {
        return "{\"changeNumber\":310,\"cloud\":\"Public\",\"values\":[" + String.join(",\n", tags) + "]}";
    }

    private static String tag(String name, String prefixes) {
        return "{\"name\":\"" + name
                + "\",\"id\":\"x\",\"properties\":{\"changeNumber\":7,\"region\":\"\",\"addressPrefixes\":[" + prefixes
                + "],\"networkFeatures\":[\"API\",\"NSG\"]}}";
    }

    private NamedNetworks read(String text) throws IOException {
        return NetworksFile.read(write(text.getBytes(UTF_8)));
    }

    private void assertFault(byte[] content, String fault) throws IOException {
        Path file = write(content);
        assertThatThrownBy(() -> NetworksFile.read(file))
                .isInstanceOf(NetworksFileException.class)
                .hasMessageStartingWith(file.toString())
                .hasMessageContaining(fault);
    }

    private Path write(byte[] content) throws IOException {
        return Files.write(folder.resolve("networks.csv"), content);
    }
}
