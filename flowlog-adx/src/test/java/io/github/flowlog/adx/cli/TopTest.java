package io.github.flowlog.adx.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands {@code top} and {@code stats} on published records, whose numbers are known. */
class TopTest {
    private static final String VNET_SAMPLE = "/samples/MicrosoftDocs__azure-docs__vnet-flow-logs-overview_v4.json";
    private static final String LOGGED_AGAIN =
            "/samples/SumoLogic__sumologic-azure-function__BlockBlobReader_tests_blob_fixtures_networkinterfaceflowlogs"
                    + ".json";

    @TempDir
    Path directory;

    @BeforeEach
    void copySamples() throws IOException {
        Cli.copySample("nsg-v1.json", directory.resolve("PT1H.json"));
        Cli.copySample(VNET_SAMPLE, directory.resolve("vnet.json"));
    }

    @Test
    void ranksTheInboundSourcesOfTheRecordOf2017() {
        assertThat(rows("SrcIp,Flows,Denied", "top", "-f", "in", "PT1H.json"))
                .containsExactly("93.190.142.60,3,0", "46.166.190.203,3,0", "113.22.187.101,1,1", "40.127.98.148,1,0");
    }

    @Test
    void leavesWhatWasNotMeasuredEmpty() {
        assertThat(rows(
                        "FlowType,Flows,BytesSrcToDest,BytesDestToSrc,WithoutCounters,Percent",
                        "top",
                        "--by",
                        "flowtype",
                        "--metric",
                        "bytes",
                        "PT1H.json"))
                .containsExactly("PublicToPrivate,8,,,8,", "PrivateToPublic,1,,,1,");
        assertThat(run("top", "--metric", "bytes", "PT1H.json").err())
                .startsWith("! 9 of 9 tuples carry no bytes (begin, denied, version 1).\n");
    }

    @Test
    void countsTheVnetSampleOfTheDocumentation() {
        assertThat(rows("AclRule,FlowState,Flows", "top", "--by", "rule,state", "vnet.json"))
                .containsExactlyInAnyOrder(
                        "DefaultRule_AllowInternetOutBound,Begin,5",
                        "DefaultRule_AllowInternetOutBound,End,5",
                        "BlockHighRiskTCPPortsFromInternet,Deny,2",
                        "Internet,Deny,7");
        assertThat(rows(
                        "FlowLogVersion,Flows,Denied,PacketsSrcToDest,BytesSrcToDest,PacketsDestToSrc,BytesDestToSrc",
                        "top",
                        "--by",
                        "version",
                        "vnet.json"))
                .containsExactly("4,19,9,33,4528,44,43292");
    }

    /** The example of the documentation: C and E add up, B counts nothing. */
    @ParameterizedTest
    @CsvSource({"bytes, 5256000", "packets, 9125"})
    void addsUpTheBandwidthExample(String metric, String total) throws IOException {
        writeBandwidthExample();

        Cli.Result result = new Cli(directory)
                .withEnvironment("COLUMNS", "100")
                .run("top", "--by", "pair", "--metric", metric, "-o", "json", "bandwidth.json");

        assertThat(result.out())
                .contains("\"PacketsSrcToDest\":1073,\"BytesSrcToDest\":618048,"
                        + "\"PacketsDestToSrc\":8052,\"BytesDestToSrc\":4637952,\"WithoutCounters\":1");
        assertThat(total).isEqualTo(metric.equals("bytes") ? "" + (618048 + 4637952) : "" + (1073 + 8052));
        assertThat(run("stats", "bandwidth.json").out())
                .contains("bytes source to destination,618048,", "packets destination to source,8052,");
    }

    private void writeBandwidthExample() throws IOException {
        String flow = "10.0.0.4,13.67.143.118,35370,23,T,O,A";
        String tuples = Stream.of("B,,,,", "C,1021,588096,8005,4610880", "E,52,29952,47,27072")
                .map(counters -> "\"1493763938," + flow + "," + counters + "\"")
                .collect(Collectors.joining(","));
        Files.writeString(
                directory.resolve("bandwidth.json"),
                "{\"records\":[{\"time\":\"2017-05-02T22:26:00Z\",\"properties\":{\"Version\":2,\"flows\":["
                        + "{\"rule\":\"r\",\"flows\":[{\"mac\":\"000D3AF87856\",\"flowTuples\":[" + tuples
                        + "]}]}]}}]}");
    }

    /** The matrix of the post of 2023, and its query on what load made of the same logs. */
    @Test
    void countsThePrivateAndPublicMatrixLikeSql() throws IOException {
        Cli.copySample(LOGGED_AGAIN, directory.resolve("again.json"));
        assertThat(run("generate", "--tuples", "5000", "--format", "mixed", "--ipv6", "0.2", "--out", "g.json")
                        .exitCode())
                .isZero();
        assertThat(run("load", ".").exitCode()).isZero();
        String sql = "select FlowType, count(*) as Flows, sum(BytesSrcToDest) as SumBytesSrcToDst, "
                + "sum(BytesDestToSrc) as SumBytesDstToSrc from FlowLogs group by 1";

        List<String> expected = run("query", sql).outLines();

        assertThat(rows("FlowType,Flows,BytesSrcToDest,BytesDestToSrc", "top", "--by", "type", "-m", "bytes", "."))
                .hasSizeGreaterThan(2)
                .containsExactlyInAnyOrderElementsOf(expected.subList(1, expected.size()));
    }

    @Test
    void dropsSupersededEndsOnlyWhenAsked() throws IOException {
        Cli.copySample(LOGGED_AGAIN, directory.resolve("again.json"));
        String filter = "src port 56354 or src port 56346";

        assertThat(rows("SrcPort,Flows,BytesSrcToDest", "top", "--by", "src-port", "-f", filter, "again.json"))
                .containsExactly("56346,3,4819", "56354,3,10474");
        assertThat(rows(
                        "SrcPort,Flows,BytesSrcToDest",
                        "top",
                        "--by",
                        "src-port",
                        "--drop-superseded",
                        "-f",
                        filter,
                        "again.json"))
                .containsExactly("56346,2,2506", "56354,2,5291");
        assertThat(run("top", "--drop-superseded", "again.json").err()).contains("; superseded 2;");
        assertThat(run("stats", "again.json").out()).contains("counters,superseded Ends,2,");
    }

    /** Which End is superseded is told by the tuples around it, also when the filter passes Ends alone. */
    @Test
    void findsSupersededEndsThatAFilterLeavesAlone() throws IOException {
        Cli.copySample(LOGGED_AGAIN, directory.resolve("again.json"));

        assertThat(rows("FlowState,Flows", "top", "--by", "state", "-f", "state end and src port 56354", "again.json"))
                .containsExactly("End,2");
        assertThat(rows(
                        "FlowState,Flows",
                        "top",
                        "--by",
                        "state",
                        "--drop-superseded",
                        "-f",
                        "state end and src port 56354",
                        "again.json"))
                .containsExactly("End,1");
    }

    @Test
    void groupsByNamesOfNetworks() throws IOException {
        Files.writeString(
                directory.resolve("nets.csv"), "10.0.0.0/8,corp\n10.0.17.0/24,netflow\n93.190.142.0/24,fox\n");

        assertThat(rows("SrcNetwork,DestNetwork,Flows", "top", "--by", "net", "--networks", "nets.csv", "PT1H.json"))
                .containsExactly("\"\",netflow,5", "fox,netflow,3", "netflow,\"\",1");
        assertThat(run("top", "--by", "src-net", "PT1H.json"))
                .satisfies(result -> assertThat(result.exitCode()).isEqualTo(2))
                .satisfies(result -> assertThat(result.err()).contains("--networks FILE"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "subnet/24             | SrcSubnet,DestSubnet | 93.190.142.0/24,10.0.17.0/24",
                "dst-subnet/8,src-port | DestSubnet,SrcPort   | 10.0.0.0/8,54659",
                "1h                    | Time                 | 2017-03-21T17:00:00Z",
                "port,protocol         | DestPort,Protocol    | 3389,TCP",
                "scope                 | SrcScope,DestScope   | GLOBAL,PRIVATE",
                "acl,mac,decision      | AclGroup,MacAddress,FlowStatus | NETFLOWVM-NSG,000D3A319AFB,Allowed",
                "resource,direction    | Resource,FlowDirection | NETFLOWVM-NSG,Inbound"
            })
    void groupsByAnyKey(String key, String columns, String first) {
        assertThat(rows(columns, "top", "--by", key, "PT1H.json").get(0)).isEqualTo(first);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sorce", "src,", "subnet/33", "src,src", ""})
    void refusesKeysThatThereAreNot(String key) {
        Cli.Result result = run("top", "--by", key, "PT1H.json");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).startsWith("--by: ").endsWith("Try: flowlog top --help\n");
    }

    @Test
    void saysWhenNothingMatches() {
        Cli.Result result = run("top", "-f", "src port 1", "PT1H.json");

        assertThat(result.exitCode()).isZero();
        assertThat(result.err()).startsWith("No flow matches.\n");
    }

    @Test
    void printsTheSelectionAsSqlInsteadOfReading() {
        assertThat(run("top", "-f", "dst port 22", "--print-sql", "nowhere.json")
                        .out())
                .contains("DestPort");
    }

    /** In a JVM of its own: the message comes before the memory is out. */
    @Test
    void saysWhatToDoWhenGroupsDoNotFit() throws Exception {
        assertThat(run("generate", "--tuples", "400000", "--mode", "random", "--out", "many.json")
                        .exitCode())
                .isZero();

        Process flowlog = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx40m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FlowLog.class.getName(),
                        "top",
                        "--by",
                        "5-tuple",
                        directory.resolve("many.json").toString()))
                .redirectErrorStream(true)
                .start();
        String printed = new String(flowlog.getInputStream().readAllBytes(), UTF_8);

        assertThat(flowlog.waitFor()).as(printed).isEqualTo(1);
        assertThat(printed)
                .containsPattern("There is no memory for more than 2[0-9]{2},[0-9]{3} groups, of 1[0-9]{2} bytes each")
                .contains("FLOWLOG_JAVA_OPTS=-Xmx")
                .contains("--by 5-tuple coarser")
                .doesNotContain("OutOfMemoryError");
    }

    @Test
    void countsSilentHours() throws IOException {
        assertThat(run("stats", "-f", "in", "PT1H.json").out()).contains("time,silent hours,0,");
        String quiet = Files.readString(directory.resolve("PT1H.json"))
                .replace("1490119159,", "1490072400,")
                .replace("1490119171,", "1490086799,");
        Files.writeString(directory.resolve("quiet.json"), quiet);

        assertThat(run("stats", "quiet.json").outLines())
                .contains(
                        "time,silent hours,10,",
                        "silent,2017-03-21T06..2017-03-21T07,2,",
                        "silent,2017-03-21T09..2017-03-21T16,8,");
    }

    @Test
    void countsOnlyWhatMatchesInStats() {
        assertThat(run("stats", "-f", "denied", "vnet.json").outLines())
                .contains("read,tuples,19,", "read,tuples matched,9,", "decision,Denied,9,100.0");
    }

    /** The given columns of what a command prints as CSV, without the header. */
    private List<String> rows(String columns, String... arguments) {
        Cli.Result result = run(arguments);
        assertThat(result.exitCode()).as(result.err()).isZero();
        List<String> header = List.of(result.outLines().get(0).split(","));
        return result.outLines().stream()
                .skip(1)
                .map(line -> List.of(line.split(",", -1)))
                .map(fields -> Stream.of(columns.split(","))
                        .map(column -> fields.get(header.indexOf(column)))
                        .collect(Collectors.joining(",")))
                .toList();
    }

    private Cli.Result run(String... arguments) {
        return new Cli(directory).run(arguments);
    }
}
