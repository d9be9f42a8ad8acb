package io.github.flowlog.adx.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.flowlog.adx.cli.terminal.ExitCode;
import io.github.flowlog.filter.FlowFilter;
import io.github.flowlog.oracle.SampleLogs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code show}, {@code drops}, {@code explain} and {@code ports} answer. */
class QuestionsTest {
    @TempDir
    Path directory;

    @BeforeEach
    void copySamples() throws IOException {
        Cli.copySample("nsg-v1.json", directory.resolve("PT1H.json"));
        Cli.copySample("vnet-v4.json", directory.resolve("vnet-v4.json"));
        Cli.copySample("bad.json", directory.resolve("bad.json"));
        Files.write(directory.resolve("vnet-docs.json"), SampleLogs.bytes(SampleLogs.VNET_V4_DOCUMENTATION));
        Files.writeString(directory.resolve("networks.csv"), """
                prefix,name
                10.0.0.0/8,corp
                10.0.17.0/24,web
                93.190.0.0/16,"far, away"
                2001:db8::/32,lab
                """);
    }

    /** The golden number of the record of 2017. */
    @Test
    void dropsPrintsTheOneDroppedFlow() {
        Cli.Result result = run("drops -o csv --columns time,src,dst,rule PT1H.json");

        assertThat(result.exitCode()).isZero();
        assertThat(result.outLines())
                .containsExactly(
                        "Timestamp,SrcIp,SrcPort,DestIp,DestPort,AclRule",
                        "2017-03-21T17:59:40.000Z,113.22.187.101,12217,10.0.17.4,23,DefaultRule_DenyAllInBound");
        assertThat(result.err())
                .isEqualTo("Read 1 file, 1 record, 9 tuples; matched 1; skipped 0; 0.01 s; 900 tuples/s\n");
    }

    /** Version 4 has no decision, only state D; the documentation's sample has nine. */
    @Test
    void dropsCountsDenialsOfVirtualNetworks() {
        Cli.Result result = run("drops -o csv --columns status,state,dir vnet-docs.json");

        assertThat(result.outLines())
                .hasSize(10)
                .filteredOn(line -> line.equals("Denied,Deny,Inbound"))
                .hasSize(9);
    }

    @Test
    void dropsHidesTheHealthProbeAndPrintsTheCommandThatShowsIt() throws IOException {
        addProbe();

        Cli.Result result = run("drops -o csv -f 'proto tcp' --from 2017-03-21 --networks networks.csv PT1H.json");

        assertThat(result.outLines()).hasSize(2);
        String command = "flowlog show -f 'in and denied and src ip 168.63.129.16 and (proto tcp)' "
                + "--networks networks.csv --from 2017-03-21T00:00:00Z PT1H.json";
        assertThat(result.err())
                .startsWith("Hidden: 2 drops of Azure's health probe, 168.63.129.16. To see them: " + command + "\n")
                .contains("; matched 1; ");
        Cli.Result shown = run(command.substring("flowlog ".length()) + " -o csv");
        assertThat(shown.outLines())
                .hasSize(3)
                .filteredOn(line -> line.contains("168.63.129.16"))
                .hasSize(2);
        assertThat(run("show -o csv PT1H.json").outLines())
                .as("show hides nothing")
                .hasSize(12);
    }

    private void addProbe() throws IOException {
        Path log = directory.resolve("PT1H.json");
        String probe = "1490119181,168.63.129.16,10.0.17.4,1,80,T,I,D";
        String text =
                Files.readString(log).replaceFirst("(\"1490119180,[^\"]*\")", "$1,\"" + probe + "\",\"" + probe + "\"");
        Files.writeString(log, text);
    }

    @Test
    void dropsFindsNothingHelpfully() {
        Cli.Result result = run("drops -o csv -f 'dst port 25' PT1H.json");

        assertThat(result.exitCode()).isZero();
        assertThat(result.outLines()).hasSize(1);
        assertThat(result.err())
                .startsWith("None of the 9 flow tuples that were read matches. They are from 2017-03-21T17:59:19Z to "
                        + "2017-03-21T18:00:12Z.")
                .contains(
                        "flowlog show -f 'out and denied and (dst port 25)' PT1H.json",
                        "flowlog explain A B PT1H.json");
    }

    /** The line that the post of 2018 shows. */
    @Test
    void compatPrintsTheLineOfTheScript() throws IOException {
        String log = Files.readString(directory.resolve("PT1H.json"))
                .replace("2017-03-21T18:00:18.6400000Z", "2018-09-21T09:49:57.3055150Z")
                .replace("NETFLOWVM-NSG", "NVA-NSG")
                .replace("DefaultRule_DenyAllInBound", "DefaultRule_AllowVnetInBound")
                .replaceFirst("\"1490119180[^\"]*\"", "\"1537523360,10.90.15.47,10.139.149.70,29014,23,T,I,A\"");
        Files.writeString(directory.resolve("PT1H.json"), log);

        assertThat(run("show -o compat -f 'dst port 23' PT1H.json").out())
                .isEqualTo("2018-09-21T09:49:57.3055150Z NVA-NSG DefaultRule_AllowVnetInBound A I 10.90.15.47 29014 "
                        + "10.139.149.70 23\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"table", "csv", "compat", "jsonl"})
    void keepsEqualLines(String format) throws IOException {
        addProbe();

        assertThat(run("show -o " + format + " -f 'ip 168.63.129.16' PT1H.json").outLines().stream()
                        .filter(line -> line.contains("168.63.129.16")))
                .hasSize(2);
    }

    /** The published query asks with {@code contains}, which finds 10.0.17.40 too. */
    @Test
    void matchesAddressesExactlyAndBothWaysRound() throws IOException {
        Path log = directory.resolve("PT1H.json");
        Files.writeString(
                log, Files.readString(log).replaceFirst("46.166.190.203,10.0.17.4,", "46.166.190.203,10.0.17.40,"));

        assertThat(run("show -o csv -f 'ip 10.0.17.4' PT1H.json").outLines()).hasSize(9);
        assertThat(run("show -o csv -f 'ip 10.0.17.4 and ip 13.88.145.72' PT1H.json")
                        .outLines())
                .hasSize(2);
        assertThat(run("show -o csv -f 'ip 13.88.145.72 and ip 10.0.17.4' PT1H.json")
                        .outLines())
                .hasSize(2);
    }

    /** It is 18:30 in these runs; the first flow was written in the hour before its log's. */
    @ParameterizedTest
    @CsvSource({
        "--since 30m, 2",
        "--since 31m, 9",
        "--since 1h, 9",
        "--since 29m, 0",
        "--since 1d, 9",
        "--since 999999d, 9",
        "--from 2017-03-21, 9",
        "--from 2017-03-21T18, 2",
        "--from 2017-03-21T18:00, 2",
        "--from 2017-03-21T18:00:12Z, 1",
        "--from 2017-03-21T19:00:12+01:00, 1",
        "--to 2017-03-21T18:00:12, 8",
        "--to 2017-03-21T18:00:12.001Z, 9",
        "--to 2017-03-22, 9",
        "--from 2017-03-21T17:59:40Z --to 2017-03-21T17:59:41Z, 1",
        "--since 31m --to 2017-03-21T18:00, 7"
    })
    void selectsByTheTimesOfTheFlows(String options, int rows) {
        Cli.Result result = run("show -o csv " + options + " PT1H.json");

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.outLines()).hasSize(rows + 1);
        assertThat(result.err()).contains("9 tuples; matched " + rows + ";");
    }

    @Test
    void selectsByResource() {
        assertThat(run("show -o csv --resource netflowvm-nsg PT1H.json vnet-v4.json")
                        .outLines())
                .hasSize(10);
        assertThat(run("show -o csv --resource NETFLOW* PT1H.json vnet-v4.json").outLines())
                .hasSize(10);
        assertThat(run("show -o csv --resource NETFLOW PT1H.json").outLines()).hasSize(1);
    }

    @Test
    void showsNamesOfNetworksBesideAddresses() {
        List<String> lines =
                run("show -o table --networks networks.csv PT1H.json").outLines();

        assertThat(lines.get(0)).containsSubsequence("SOURCE", "SRCNET", "DESTINATION", "DSTNET", "RULE");
        assertThat(lines).anyMatch(line -> line.matches(".* 93.190.142.60:50413 +far, away +10.0.17.4:3389 +web .*"));
        assertThat(lines).anyMatch(line -> line.matches(".* 113.22.187.101:12217 +- +10.0.17.4:23 +web .*"));
        assertThat(run("show -o table PT1H.json").outLines().get(0)).doesNotContain("NET");
    }

    @Test
    void filtersByNamesOfNetworks() {
        assertThat(run("show -o csv -f 'src net name:web' --networks networks.csv PT1H.json")
                        .outLines())
                .hasSize(2);
        assertThat(run("show -o csv -f 'net name:corp' --networks networks.csv PT1H.json")
                        .outLines())
                .as("its longest prefix is another one")
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "show --columns time,src,dst,rule PT1H.json | Timestamp,SrcIp,SrcPort,DestIp,DestPort,AclRule",
                "show --columns RULE,TIME PT1H.json         | AclRule,Timestamp",
                "show --columns DestPort,recordtime,bytes PT1H.json | "
                        + "DestPort,RecordTime,BytesSrcToDest,BytesDestToSrc",
                "show -o table --columns dstport,srcip,AclRule PT1H.json | DSTPORT SRCIP          RULE",
                "show -o table --columns resource,version,type,recordtime,encryption PT1H.json | "
                        + "RESOURCE      VERSION TYPE            RECORDTIME                   ENCRYPTION"
            })
    void printsTheColumnsThatWereChosenInTheirOrder(String commandLine, String header) {
        Cli.Result result = run(commandLine);

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.outLines()).hasSize(10).first().isEqualTo(header);
    }

    @Test
    void keepsChosenColumnsOnANarrowScreen() {
        Cli.Result result = new Cli(directory)
                .onTerminal(60)
                .withEnvironment("NO_COLOR", "1")
                .run(Cli.words("flowlog show --columns time,mac,rule,src,dst,acl vnet-v4.json"));

        assertThat(result.outLines().get(0)).containsSubsequence("TIME", "MAC", "RULE", "SOURCE", "DESTIN", "ACL");
        assertThat(result.outLines()).allMatch(line -> line.length() <= 60);
    }

    @Test
    void sortsByTimeWhenAskedAndKeepsTheOrderOfEqualTimes() {
        List<String> read = run("show -o compat PT1H.json").outLines();
        List<String> times =
                run("show --columns time --sort time PT1H.json vnet-v4.json").outLines();
        List<String> sorted = run("show -o compat --sort time PT1H.json").outLines();

        assertThat(times).hasSize(16);
        assertThat(times.subList(1, 16)).isSorted();
        assertThat(sorted).containsExactlyInAnyOrderElementsOf(read);
        assertThat(sorted.get(0)).contains("40.127.98.148");
        assertThat(sorted.subList(2, 4)).as("both of 17:59:34").containsExactly(read.get(0), read.get(4));
    }

    @ParameterizedTest
    @ValueSource(strings = {"table", "csv", "jsonl", "json", "compat"})
    void sortsEveryFormatAndLimitsBehindTheSorting(String format) {
        Cli.Result all = run("show --sort time -o " + format + " PT1H.json");
        Cli.Result first = run("show --sort time -n 1 -o " + format + " PT1H.json");

        assertThat(all.out())
                .hasSameSizeAs(run("show -o " + format + " PT1H.json").out());
        assertThat(first.out()).contains("40.127.98.148").doesNotContain("113.22.187.101");
        assertThat(first.err()).contains("9 tuples; matched 9, shown 1 (--limit); skipped 0;");
    }

    @Test
    void limitsWithoutReadingOn() {
        assertThat(run("show -n 2 -f 'dst port 3389' PT1H.json bad.json").err())
                .contains("Read 1 file, 1 record, 9 tuples; shown 2 (--limit);");
    }

    @Test
    void saysOfWhatTimesTheFlowsAreWhenNoneMatches() {
        Cli.Result result = run("show -o csv --since 5m PT1H.json");

        assertThat(result.exitCode()).isZero();
        assertThat(result.err())
                .startsWith("None of the 9 flow tuples that were read matches. They are from 2017-03-21T17:59:19Z to "
                        + "2017-03-21T18:00:12Z.\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "show --since 6 x                       | 2 | '6' is not a time such as 90m, 6h or 2d",
                "show --since 6w x                      | 2 | '6w' is not a time such as 90m, 6h or 2d",
                "show --from yesterday x                | 2 | 'yesterday' is not a UTC time such as 2026-11-20",
                "show --from 2017-02-30 x               | 2 | '2017-02-30' is not a UTC time",
                "show --from 1969-01-01 x               | 2 | outside the years 1970 to 9999",
                "show --from 2018-01-01 --to 2017-01-01 x | 2 | must be before --to",
                "show --from 2017-01-01 --since 6h x    | 2 | --since and --from cannot be combined",
                "show --columns time,sorce PT1H.json    | 2 | There is no column sorce: choose from time, dir,",
                "show --columns time,time PT1H.json     | 2 | --columns names Timestamp twice.",
                "show -o table --columns src,SOURCE x   | 2 | --columns names src twice.",
                "show -o table --columns SourceId x     | 2 | The column SourceId is not made for tables: add -o csv",
                "show -o csv --columns srcnet x         | 2 | The column srcnet is made for tables: add -o table.",
                "show -o compat --columns time x        | 2 | -o compat has columns of its own",
                "show --sort bytes x                    | 2 | expected one of [time]",
                "show --networks no.csv x               | 1 | no.csv: no such file.",
                "explain 10.0.0.1 PT1H.json             | 2 | Cannot use PT1H.json as B: expected an address",
                "explain 10.0.0.1 10.0.0.2              | 2 | No source given",
                "explain 10.0.0 10.0.0.2 x              | 2 | Cannot use 10.0.0 as A: expected an address",
                "explain 10.0.0.1/24 10.0.0.2 x         | 2 | 10.0.0.0/24",
                "explain 10.0.0.1 10.0.0.2:70000 x      | 2 | expected a port of 0 to 65535",
                "explain 10.0.0.1 10.0.0.2:443/tpc x    | 2 | there is no protocol tpc",
                "explain 10.0.0.1 office x              | 2 | or a name of --networks FILE.",
                "explain 10.0.0.1 office x --networks networks.csv | 2 | or a name in the file of --networks.",
                "explain                                | 2 | Missing required parameters: 'A', 'B'",
                "ports 10.0.0.1                         | 2 | Missing required parameter: 'B'",
                "help nothing                           | 2 | There is no help about nothing"
            })
    void explainsMisuse(String commandLine, int exitCode, String message) {
        Cli.Result result = run(commandLine);

        assertThat(result.exitCode()).as(result.err()).isEqualTo(exitCode);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains(message).doesNotContain("Exception", "unexpectedly");
        assertThat(result.errLines()).hasSize(exitCode == ExitCode.USAGE ? 2 : 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "show -o csv -f 'denied and dst prt 22' PT1H.json",
                "drops -f 'denied and dst prt 22' PT1H.json",
                "stats -f 'denied and dst prt 22' PT1H.json",
                "ports 10.0.0.1 10.0.0.2 -f 'denied and dst prt 22' PT1H.json"
            })
    void pointsAtThePlaceWhereAFilterGoesWrong(String commandLine) {
        Cli.Result result = run(commandLine);

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        List<String> lines = result.errLines().toList();
        assertThat(lines).hasSize(4);
        assertThat(lines.get(0)).isEqualTo("  denied and dst prt 22");
        assertThat(lines.get(1)).isEqualTo("                 ^");
        assertThat(lines.get(2)).contains("prt", "dst port").matches(".*[.?]");
        assertThat(lines.get(3)).isEqualTo("Try: flowlog help filter");
    }

    @Test
    void showsOfALongFilterWhatStandsAroundThePlace() {
        String many = "port in (" + "1, ".repeat(20_000) + "x, " + "2, ".repeat(20_000) + "3)";
        List<String> lines = new Cli(directory)
                .run("show", "-f", many, "PT1H.json")
                .errLines()
                .toList();

        assertThat(lines.get(0)).isEqualTo("  ..." + "1, ".repeat(15) + "x, " + "2, ".repeat(7) + "2...");
        assertThat(lines.get(1)).isEqualTo(" ".repeat("  ...".length() + 45) + "^");
        assertThat(lines).hasSize(4);

        String emoji = "rule \"" + "\ud83d\ude00".repeat(60) + "\" nad in";
        assertThat(new Cli(directory)
                        .run("show", "-f", emoji, "PT1H.json")
                        .errLines()
                        .toList()
                        .get(0))
                .startsWith("  ...\ud83d\ude00")
                .endsWith("\ud83d\ude00\" nad in");
    }

    @Test
    void pointsBehindWhatATerminalMustNotSee() {
        List<String> lines = new Cli(directory)
                .run("show", "-f", "rule \"\u001b[31m\" nad in", "PT1H.json")
                .errLines()
                .toList();

        assertThat(lines.get(0)).isEqualTo("  rule \"\\x1b[31m\" nad in");
        assertThat(lines.get(1)).isEqualTo(" ".repeat("  rule \"\\x1b[31m\" ".length()) + "^");
    }

    @Test
    void namesAnUnknownNetwork() {
        Cli.Result result = run("show -f 'net name:lba' --networks networks.csv PT1H.json");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("lba", "lab");
    }

    @Test
    void explainNamesTheRuleAndTheInterfaceThatDenied() {
        Cli.Result result = run("explain 113.22.187.101 10.0.17.4:23/tcp -o table PT1H.json");

        assertThat(result.exitCode()).isZero();
        assertThat(joined(result))
                .startsWith(
                        "DENIED: 113.22.187.101 to 10.0.17.4 on TCP 23, entering B at interface 000D3A319AFB, by rule "
                                + "DefaultRule_DenyAllInBound of NETFLOWVM-NSG, last at 2017-03-21T17:59:40Z. ")
                .contains("Nothing is logged where it leaves A: A is outside Azure, or its logs are not among these.");
    }

    @Test
    void explainNamesTheRuleThatAllowed() {
        assertThat(joined(run("explain 10.0.17.4 13.88.145.72 -o table PT1H.json")))
                .startsWith("ALLOWED: 10.0.17.4 to 13.88.145.72, leaving A at interface 000D3A319AFB, by rule "
                        + "DefaultRule_AllowInternetOutBound of NETFLOWVM-NSG, last at 2017-03-21T17:59:34Z. ")
                .contains("Nothing is logged where it enters B: B is outside Azure");
    }

    @Test
    void explainSaysWhatSilenceMeans() {
        assertThat(joined(run("explain 10.0.17.4 113.22.187.101 -o table PT1H.json")))
                .startsWith("UNKNOWN: 10.0.17.4 to 113.22.187.101. No such flow is in what was read. ")
                .contains("entering A  deny    DefaultRule_DenyAllInBound")
                .contains(
                        "proves neither a denial nor a permission",
                        "private endpoint",
                        "ICMP",
                        "Only flows that B began");
        assertThat(joined(run("explain 10.0.17.4 10.0.17.5 -o table PT1H.json")))
                .contains("They are from 2017-03-21T17:59:19Z to 2017-03-21T18:00:12Z.");
    }

    @Test
    void explainTakesNetworksAndPrefixes() {
        assertThat(run("explain 0.0.0.0/0 web -o csv --networks networks.csv PT1H.json")
                        .err())
                .startsWith(
                        "PARTLY DENIED: 0.0.0.0/0 to web. It depends on the port or the machine; the last denial was entering B");
        assertThat(run("explain 'far, away' web:3389 -o csv --networks networks.csv PT1H.json")
                        .err())
                .startsWith("ALLOWED: far, away to web on port 3389,");
        assertThat(run("explain 2001:db8::1 [fd00::17]:22 -o csv vnet-v4.json").err())
                .startsWith("DENIED: 2001:db8::1 to fd00::17 on port 22,");
        assertThat(run("explain [2001:db8::1] fd00::17 -o csv vnet-v4.json").err())
                .startsWith("DENIED: 2001:db8::1 to fd00::17,");
    }

    @Test
    void portsListsWhatWasUsedWithoutThePortsOfTheOtherSide() {
        Cli.Result result = run("ports 0.0.0.0/0 10.0.17.4 PT1H.json");

        assertThat(result.exitCode()).isZero();
        assertThat(result.outLines())
                .containsExactly(
                        "Source,Destination,FlowDirection,Protocol,DestPort,FlowStatus,AclRule,FirstSeen,LastSeen,Flows,"
                                + "BytesSrcToDest,BytesDestToSrc",
                        "0.0.0.0/0,10.0.17.4,Inbound,TCP,3389,Allowed,UserRule_default-allow-rdp,2017-03-21T17:59:19Z,"
                                + "2017-03-21T18:00:12Z,7,,",
                        "0.0.0.0/0,10.0.17.4,Inbound,TCP,23,Denied,DefaultRule_DenyAllInBound,2017-03-21T17:59:40Z,"
                                + "2017-03-21T17:59:40Z,1,,",
                        "10.0.17.4,0.0.0.0/0,Outbound,TCP,443,Allowed,DefaultRule_AllowInternetOutBound,"
                                + "2017-03-21T17:59:34Z,2017-03-21T17:59:34Z,1,,");
    }

    /** C and E tuples count what came since the update before, B tuples nothing. */
    @Test
    void portsAddsUpTheCountersOfContinueAndEnd() {
        assertThat(run("ports 10.0.0.6 40.74.146.17:443 vnet-v4.json")
                        .outLines()
                        .get(1))
                .endsWith(",1,588096,4610880");
        assertThat(run("ports 10.0.0.6 52.239.184.180 vnet-v4.json").outLines().get(1))
                .endsWith(",2,767,1580");
    }

    @Test
    void portsFindsNothing() {
        Cli.Result result = run("ports 10.9.9.9 10.0.17.4 PT1H.json");

        assertThat(result.exitCode()).isZero();
        assertThat(result.err()).startsWith("None of the 9 flow tuples that were read matches.");
    }

    @Test
    void printsQueriesThatTheTableAnswersAlike() {
        assertThat(run("load PT1H.json vnet-v4.json").exitCode()).isZero();
        Cli.Result sql = run("drops --print-sql -f 'dst port in (22, 23)'");

        assertThat(sql.exitCode()).isZero();
        assertThat(sql.err()).isEmpty();
        assertThat(sql.out()).startsWith("select * from FlowLogs\nwhere ");
        assertThat(new Cli(directory).run("query", "-o", "csv", sql.out()).outLines())
                .hasSameSizeAs(run("drops -o csv -f 'dst port in (22, 23)' PT1H.json vnet-v4.json")
                        .outLines());
        assertThat(run("show --print-sql").out()).isEqualTo("select * from FlowLogs\n");
        assertThat(run("show --print-kql").out()).isEqualTo("FlowLogs\n");
        assertThat(run("show --print-kql -f denied").out()).startsWith("FlowLogs\n| where ");
        assertThat(run("explain 10.0.0.1 10.0.0.2:443 --print-sql").out()).contains("443");
    }

    @Test
    void helpsWithTheFilterAndTheCommands() {
        assertThat(run("help filter")).isEqualTo(new Cli.Result(ExitCode.DONE, FlowFilter.help(), ""));
        assertThat(run("help show").out()).isEqualTo(run("show --help").out());
        assertThat(run("help").out()).isEqualTo(run("--help").out());
    }

    private static String joined(Cli.Result result) {
        return result.out().replace('\n', ' ');
    }

    private Cli.Result run(String commandLine) {
        return new Cli(directory).withInput("".getBytes(UTF_8)).run(Cli.words("flowlog " + commandLine));
    }
}
