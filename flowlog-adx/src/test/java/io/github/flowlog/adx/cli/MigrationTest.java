package io.github.flowlog.adx.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What docs/MIGRATION.md promises. */
class MigrationTest {
    private static final Pattern COMMAND = Pattern.compile("`(flowlog [^`]*)`");
    private static final Pattern TEST = Pattern.compile("`(\\w+Test)\\.(\\w+)`");

    @TempDir
    Path directory;

    @BeforeEach
    void copySamples() throws IOException {
        Files.createDirectory(directory.resolve("logs"));
        Cli.copySample("nsg-v1.json", directory.resolve("logs/downloaded by hand.json"));
        Cli.copySample("nsg-v1.json", directory.resolve("PT1H.json"));
        Cli.copySample("vnet-v4.json", directory.resolve("vnet-v4.json"));
    }

    @ParameterizedTest
    @MethodSource("commandLines")
    void runsEveryCommandLine(String commandLine) {
        Cli.Result result = new Cli(directory).run(Cli.words(commandLine));

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out() + result.err()).isNotBlank();
    }

    static List<String> commandLines() throws IOException {
        return COMMAND.matcher(document())
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    @Test
    void namesEveryOptionOfTheScript() throws IOException {
        String options = "--accountName --account-name --displayLB --display-lb --displayAllowed --display-allowed "
                + "--displayDirection in --displayDirection out --displayDirection both --displayHours --display-minutes "
                + "--verbose --help --only-non-zero --no-counters --flow-state --ip --ip2 --port --protocol "
                + "--resource-name --nsg-name --mode nsg --mode fw --mode both --vnet-flow-logs --aggregate --no-output";
        List<String> left = document()
                .lines()
                .filter(line -> line.startsWith("| `--"))
                .map(line -> line.split("\\|", -1)[1])
                .toList();

        assertThat(String.join("", left)).contains(options.split(" (?=--)", -1));
    }

    @Test
    void namesTestsThatExist() throws IOException {
        List<String> named = TEST.matcher(document())
                .results()
                .filter(match -> !exists(match.group(1), match.group(2)))
                .map(match -> match.group())
                .toList();

        assertThat(named).isEmpty();
        assertThat(TEST.matcher(document()).results()).hasSizeGreaterThan(15);
    }

    private static boolean exists(String testClass, String method) {
        try {
            Class<?> found = Class.forName(MigrationTest.class.getPackageName() + '.' + testClass);
            return Arrays.stream(found.getDeclaredMethods())
                    .anyMatch(declared -> declared.getName().equals(method));
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sideways", "dir sideways", "direction in"})
    void refusesAWrongDirection(String filter) {
        Cli.Result result = new Cli(directory).run("show", "-f", filter, "PT1H.json");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("^\n", "Try: flowlog help filter");
    }

    /** The script once joined 74 and 120 to 74120. */
    @Test
    void addsCountersAsNumbers() throws IOException {
        Files.writeString(
                directory.resolve("vnet-v4.json"),
                Files.readString(directory.resolve("vnet-v4.json"))
                        .replaceFirst("E,NX,3,767,", "E,NX,3,74,")
                        .replaceFirst("B,NX,0,0,0,0", "C,NX,1,120,0,0"));

        assertThat(new Cli(directory)
                        .run("ports", "10.0.0.6", "52.239.184.180", "vnet-v4.json")
                        .out())
                .contains(",2,194,");
    }

    @Test
    void matchesAPortOnAnySide() {
        assertThat(lines("-f", "port 443")).hasSize(4);
        assertThat(lines("-f", "port 23956")).hasSize(3);
        assertThat(lines("-f", "src port 23956")).hasSize(3);
        assertThat(lines("-f", "dst port 23956")).hasSize(1);
    }

    /** The seventh, the protocol of the application, is a guess of Traffic Analytics from the port. */
    @Test
    void hasTheColumnsOfTheReview() {
        assertThat(new Cli(directory)
                        .run(Cli.words("flowlog show -n 1 --columns FlowType,Timestamp,SrcIp,DestIp,DestPort,Protocol,"
                                + "FlowDirection,FlowStatus PT1H.json"))
                        .outLines())
                .containsExactly(
                        "FlowType,Timestamp,SrcIp,DestIp,DestPort,Protocol,FlowDirection,FlowStatus",
                        "PrivateToPublic,2017-03-21T17:59:34.000Z,10.0.17.4,13.88.145.72,443,TCP,Outbound,Allowed");
    }

    private List<String> lines(String... options) {
        String[] arguments = {"show", "-o", "csv", options[0], options[1], "vnet-v4.json"};
        return new Cli(directory).run(arguments).outLines();
    }

    private static String document() throws IOException {
        return Files.readString(Path.of(System.getProperty("flowlog.root", ".."))
                .resolve("docs")
                .resolve("MIGRATION.md"));
    }
}
