package io.github.flowlog.adx.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.util.BinaryData;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.blob.sas.BlobContainerSasPermission;
import com.azure.storage.blob.sas.BlobServiceSasSignatureValues;
import io.github.flowlog.adx.Logs;
import io.github.flowlog.adx.cli.terminal.ExitCode;
import io.github.flowlog.adx.node.Azurite;
import io.github.flowlog.adx.storage.GrowingBlob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The reading commands say of an account what they say of its blobs as files. */
@Tag("long")
class AccountCommandsTest {
    private static final String NSG_CONTAINER = "insights-logs-networksecuritygroupflowevent";
    private static final String VNET_CONTAINER = "insights-logs-flowlogflowevent";

    @TempDir
    private static Path directory;

    private static Azurite azurite;
    private static BlobContainerClient container;
    private static String url;

    @BeforeAll
    static void upload() throws Exception {
        azurite = Azurite.shared();
        container = new BlobServiceClientBuilder()
                .connectionString(azurite.connectionString())
                .buildClient()
                .createBlobContainer("commands-" + UUID.randomUUID());
        url = azurite.blobEndpoint() + "/" + container.getBlobContainerName();
        Path examples = Path.of(System.getProperty("flowlog.root"), "examples", "logs");
        try (Stream<Path> files = Files.walk(examples)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".json")).toList()) {
                String name = examples.relativize(file).toString();
                container.getBlobClient(name).upload(BinaryData.fromFile(file));
                Path copy = directory.resolve("logs").resolve(name);
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "show",
                "show -o jsonl --columns time,src,dst,rule,resource",
                "show -o compat -f denied",
                "show -n 7",
                "show --sort time -o csv --columns time,src,dst",
                "show --from 2024-12-01 --to 2025-01-01 -o csv --columns time,src,dst",
                "drops --from 2017-01-01 --to 2027-01-01 -o table",
                "top --by rule",
                "top --by type -o csv",
                "stats -o csv",
                "top --by dport --resource NETFLOWVM-NSG -o csv",
                "top --by dport --resource LABSVM1-* -o csv",
                "explain 113.22.187.101 10.0.17.4:23/tcp",
                "ports 0.0.0.0/0 10.0.17.4",
                "convert -o csv",
                "ls",
                "ls -o csv",
                "ls --long -o csv"
            })
    void answersAsOverTheSameFiles(String command) {
        Cli.Result files = cli().run(words(command, "logs"));
        Cli.Result account = cli().run(words(command, url));

        assertThat(named(account.out())).isEqualTo(named(files.out()));
        assertThat(named(account.err())).isEqualTo(named(files.err()));
        assertThat(account.exitCode()).isEqualTo(files.exitCode());
        assertThat(account.out()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"show", "drops", "ls"})
    void runsTheExamplesOfItsHelp(String command) {
        List<String> examples = new Cli(directory)
                .run(command, "--help")
                .out()
                .lines()
                .filter(line -> line.contains("https://ACCOUNT.") && line.startsWith("  flowlog "))
                .filter(line -> !line.contains("--follow"))
                .toList();

        assertThat(examples).isNotEmpty();
        for (String example : examples) {
            Cli.Result result =
                    cli().run(Cli.words(example.strip().replace("https://ACCOUNT.blob.core.windows.net", url)));
            assertThat(result.exitCode()).as(example + "\n" + result.err()).isEqualTo(ExitCode.DONE);
        }
    }

    @Test
    void readsOnlyTheHoursOfTheTimesThatAreAskedFor() {
        Cli.Result result = cli().run("stats", "--from", "2024-12-12", "--to", "2024-12-12T05:00", url);

        assertThat(result.err()).startsWith("Read 1 file, ");
        assertThat(result.exitCode()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void readsTheDropsOfTheLastHour() {
        Cli.Result result = cli().run("drops", "-o", "csv", "--columns", "time,rule", url);

        assertThat(result.err())
                .contains("These are the drops of the last hour; --since 6h goes further back.")
                .contains("Read 1 file, ");
        assertThat(result.outLines()).hasSizeGreaterThan(1);
        assertThat(result.outLines().stream().skip(1)).allMatch(line -> line.startsWith("2017-03-21T1"));
    }

    @Test
    void readsABlobInQuarantineOnceMore() {
        String name = "resourceId=/SUBSCRIPTIONS/S/RESOURCEGROUPS/R/PROVIDERS/MICROSOFT.NETWORK/NETWORKSECURITYGROUPS/N"
                + "/y=2022/m=05/d=02/h=20/m=00/macAddress=002248814162/PT1H.json";
        BlobContainerClient own = new BlobServiceClientBuilder()
                .connectionString(azurite.connectionString())
                .buildClient()
                .createBlobContainer("retry-" + UUID.randomUUID());
        String bad = Logs.envelope(Logs.record(1), Logs.record(2).replace("UserRule_web", "r".repeat(5_000)));
        own.getBlobClient(name).upload(BinaryData.fromString(bad));
        String[] to = {"--to", "duckdb:retried.duckdb"};

        Cli.Result loaded = cli().run("load", azurite.blobEndpoint() + "/" + own.getBlobContainerName(), to[0], to[1]);
        Cli.Result inVain = cli().run("jobs", "retry", "--quarantine", to[0], to[1]);
        Cli.Result retried = cli().run("jobs", "retry", "--quarantine", "--max-name", "8k", to[0], to[1]);

        assertThat(loaded.exitCode()).as(loaded.err()).isEqualTo(ExitCode.NEEDS_A_PERSON);
        assertThat(inVain.err()).isEqualTo("Retried 1 problem: 0 rows added; left in quarantine: 1 problem\n");
        assertThat(retried.err()).isEqualTo("Retried 1 problem: 2 rows added; left in quarantine: 0 problems\n");
        assertThat(retried.exitCode()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void refusesTheDropsOfTheLastHourOfFilesToo() {
        Cli.Result result = cli().run("drops", url, "logs");

        assertThat(result.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(result.err()).contains("add --since, --from or --to");
    }

    @Test
    void leavesAnHourForLaterBehindWhichTheLogHasNotGoneOn() {
        BlobContainerClient growing = new BlobServiceClientBuilder()
                .connectionString(azurite.connectionString())
                .buildClient()
                .createBlobContainer("growing-" + UUID.randomUUID());
        String name = "resourceId=/SUBSCRIPTIONS/S1/RESOURCEGROUPS/RG1/PROVIDERS/MICROSOFT.NETWORK"
                + "/NETWORKSECURITYGROUPS/WEB-NSG/y=2017/m=03/d=21/h=HOUR/m=00/macAddress=002248814162/PT1H.json";
        new GrowingBlob(growing, name.replace("HOUR", "17")).append(Logs.record(0), Logs.record(1));
        GrowingBlob next = new GrowingBlob(growing, name.replace("HOUR", "18"));
        next.append(Logs.record(2));
        // the hour behind the last one that is wanted is looked at, and not loaded
        String[] load = words(
                "load --closed-only --until 2017-03-21T18:00 --to duckdb:closed.duckdb",
                azurite.blobEndpoint() + "/" + growing.getBlobContainerName());

        Cli.Result before = cli().run(load);
        next.append(Logs.record(3));
        Cli.Result after = cli().run(load);
        growing.delete();

        assertThat(before.err()).contains("Left for later: 1 log of hours that are not complete.");
        assertThat(after.exitCode()).as(after.err()).isZero();
        assertThat(after.err()).doesNotContain("Left for later").contains("4 added in 1 batch");
    }

    @Test
    void readsBothContainersOfFlowLogs() throws IOException {
        for (String name : List.of(NSG_CONTAINER, VNET_CONTAINER)) {
            new BlobServiceClientBuilder()
                    .connectionString(azurite.connectionString())
                    .buildClient()
                    .createBlobContainerIfNotExists(name)
                    .getBlobClient(("resourceId=/SUBSCRIPTIONS/S/RESOURCEGROUPS/RG/PROVIDERS/MICROSOFT.NETWORK"
                                    + "/NETWORKSECURITYGROUPS/%s/y=2001/m=01/d=01/h=01/m=00/PT1H.json")
                            .formatted(name))
                    .upload(BinaryData.fromString("{\"records\":[]}"), true);
        }

        Cli.Result result = cli().run("ls", azurite.blobEndpoint());

        assertThat(result.out()).contains(NSG_CONTAINER, VNET_CONTAINER);
        assertThat(result.exitCode()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void saysInOneLineWhatIsIgnored() {
        BlobContainerClient others = other();
        for (int i = 0; i < 5; i++) {
            others.getBlobClient("notes-" + i + ".txt").upload(BinaryData.fromString("x"));
        }
        others.getBlobClient("resourceId=/SUBSCRIPTIONS/S/RESOURCEGROUPS/RG/PROVIDERS/MICROSOFT.NETWORK"
                        + "/NETWORKSECURITYGROUPS/WEB/y=2026/m=01/d=01/h=01/m=00/PT1H.json")
                .upload(BinaryData.fromString("{\"records\":[]}"));

        assertThat(cli().run("ls", others.getBlobContainerUrl()).err())
                .startsWith("Ignored 5 blobs not named like a flow log: notes-0.txt, notes-1.txt, notes-2.txt, ...\n"
                        + "Listed 1 file, ");
    }

    @Test
    void saysThatThereIsNoLog() {
        String empty = other().getBlobContainerUrl();

        Cli.Result all = cli().run("show", empty);
        Cli.Result hour = cli().run("show", "--since", "1h", empty);

        assertThat(all.err()).startsWith("No flow logs in " + empty + ": no blob is named ");
        assertThat(all.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(hour.err())
                .startsWith("No flow logs of these hours and resources in " + empty + "; what there is: flowlog ls ");
        assertThat(hour.exitCode()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void neverShowsASecret() {
        String signature = container.generateSas(new BlobServiceSasSignatureValues(
                OffsetDateTime.now(ZoneOffset.UTC).minusDays(1),
                new BlobContainerSasPermission().setListPermission(true)));

        for (String[] words : new String[][] {
            {"show", "--verbose", url + "?" + signature},
            {"ls", "--verbose", url + "?" + signature},
            {"show", "--verbose", "https://nowhere.invalid/?" + signature},
            {"show", "--since", "1h", url.replaceFirst(":[0-9]+/", ":1/") + "?" + signature}
        }) {
            Cli.Result result = new Cli(directory).run(words);
            assertThat(result.exitCode()).isEqualTo(ExitCode.FAILED);
            assertThat(result.err()).doesNotContain(signature.replaceFirst(".*sig=", ""));
        }
        String readable = container.generateSas(new BlobServiceSasSignatureValues(
                OffsetDateTime.now(ZoneOffset.UTC).plusDays(1),
                new BlobContainerSasPermission().setListPermission(true).setReadPermission(true)));
        Cli.Result nothing =
                new Cli(directory).run("drops", "--since", "100000h", "-f", "port 1 and port 2", url + "?" + readable);
        assertThat(nothing.err())
                .contains("--since 100000h " + url + "\n", "explain A B " + url + "\n")
                .doesNotContain(readable.replaceFirst(".*sig=", ""));
        Cli.Result key = new Cli(directory)
                .withEnvironment("STORAGE_ACCOUNT_KEY", "d3Jvbmc=")
                .run("show", url);
        assertThat(key.err())
                .hasLineCount(1)
                .contains("with STORAGE_ACCOUNT_KEY")
                .doesNotContain("d3Jvbmc");
    }

    private static BlobContainerClient other() {
        return new BlobServiceClientBuilder()
                .connectionString(azurite.connectionString())
                .buildClient()
                .createBlobContainer("commands-" + UUID.randomUUID());
    }

    private static Cli cli() {
        return new Cli(directory).withEnvironment("STORAGE_ACCOUNT_KEY", azurite.key());
    }

    private static String[] words(String command, String source) {
        return Cli.words("flowlog " + command + " " + source);
    }

    /** Without what tells a blob from a file: where it lies, the id that is made of that, and how many had to be read. */
    private static String named(String text) {
        return text.replace(url + "/", "logs/")
                .replace(url, "logs")
                .replaceAll("\\b[0-9a-f]{16}\\b", "ID")
                .replaceAll("Read .* tuples?; ", "Read; ")
                .replaceAll("[0-9,]+ tuples/s", "rate");
    }
}
