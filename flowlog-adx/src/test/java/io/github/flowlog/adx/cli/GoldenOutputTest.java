package io.github.flowlog.adx.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.flowlog.oracle.SampleLogs;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Whole outputs, compared with the files beside this test.
 *
 * <p>{@code -Dgolden.update=DIR} writes them into that directory instead, to be looked at and copied over.
 */
class GoldenOutputTest {
    @TempDir
    Path directory;

    @BeforeEach
    void copySamples() throws IOException {
        Cli.copySample("nsg-v1.json", directory.resolve("nsg-v1.json"));
        Cli.copySample("vnet-v4.json", directory.resolve("vnet-v4.json"));
        Files.write(directory.resolve("vnet-docs.json"), SampleLogs.bytes(SampleLogs.VNET_V4_DOCUMENTATION));
        Files.write(directory.resolve("nsg-v2.json"), SampleLogs.bytes(SampleLogs.NSG_V2));
        Files.writeString(
                directory.resolve("networks.csv"), "10.0.0.0/16,corp\n93.190.142.0/24,office\n2001:db8::/32,lab\n");
        Cli.copySample(
                "/samples/MicrosoftDocs__azure-docs__vnet-flow-logs-overview_v4.json", directory.resolve("vnet.json"));
    }

    @ParameterizedTest
    @CsvSource({
        "show-40.txt,       40,  show nsg-v1.json vnet-v4.json",
        "show-80.txt,       80,  show nsg-v1.json vnet-v4.json",
        "show-160.txt,      160, show nsg-v1.json vnet-v4.json",
        "show-vnet-80.txt,  80,  show vnet-v4.json",
        "show-vnet-160.txt, 160, show vnet-v4.json",
        "help.txt,          80,  --help",
        "show-networks-80.txt,   80,  show --networks networks.csv nsg-v1.json vnet-v4.json",
        "show-networks-160.txt,  160, show --networks networks.csv nsg-v1.json vnet-v4.json",
        "show-columns-80.txt,    80, 'show --sort time --columns time,dst,src,state,rule,bytes nsg-v1.json vnet-v4.json'",
        "show-columns-160.txt,   160, 'show --sort time --columns time,dst,src,state,rule,bytes nsg-v1.json vnet-v4.json'",
        "drops-80.txt,      80,  drops nsg-v1.json vnet-docs.json",
        "drops-160.txt,     160, drops nsg-v1.json vnet-docs.json",
        "explain-denied-80.txt,  80,  explain 113.22.187.101 10.0.17.4:23/tcp nsg-v1.json",
        "explain-denied-160.txt, 160, explain 113.22.187.101 10.0.17.4:23/tcp nsg-v1.json",
        "explain-partly-80.txt,  80,  explain 0.0.0.0/0 10.0.0.0/16 nsg-v1.json vnet-docs.json",
        "explain-partly-160.txt, 160, explain 0.0.0.0/0 10.0.0.0/16 nsg-v1.json vnet-docs.json",
        "explain-unknown-80.txt, 80,  explain 10.0.17.4 10.0.17.5:1433 nsg-v1.json",
        "ports-80.txt,      80,  ports 10.0.0.0/16 0.0.0.0/0 -f allowed nsg-v1.json vnet-docs.json nsg-v2.json",
        "ports-160.txt,     160, ports 10.0.0.0/16 0.0.0.0/0 -f allowed nsg-v1.json vnet-docs.json nsg-v2.json",
        "top-80.txt,        80,  top -f in -n 3 nsg-v1.json",
        "top-160.txt,       160, top nsg-v1.json",
        "top-pair-80.txt,   80,  top --by pair nsg-v1.json",
        "top-pair-160.txt,  160, top --by pair --metric bytes vnet.json",
        "top-type-80.txt,   80,  top --by type --metric bytes vnet.json nsg-v1.json",
        "top-type-160.txt,  160, top --by type --metric packets vnet.json nsg-v1.json",
        "top-tuple-80.txt,  80,  top --by 5-tuple -n 8 vnet.json vnet-v4.json",
        "top-tuple-160.txt, 160, top --by 5-tuple -n 8 vnet.json vnet-v4.json",
        "top-rule-80.txt,   80,  'top --by rule,state vnet.json vnet-v4.json'",
        "top-rule-160.txt,  160, 'top --by rule,state vnet.json vnet-v4.json'",
        "top-hour-40.txt,   40,  top --by 1h vnet.json nsg-v1.json",
        "stats-vnet-80.txt, 80,  stats vnet.json",
        "stats-v1.txt,      80,  stats nsg-v1.json",
        "stats-all.txt,     80,  stats nsg-v1.json vnet-v4.json"
    })
    void printsTablesOnATerminal(String golden, int width, String commandLine) throws IOException {
        Cli.Result result = new Cli(directory)
                .onTerminal(width)
                .withEnvironment("NO_COLOR", "1")
                .run(Cli.words("flowlog " + commandLine));

        assertThat(result.exitCode()).isZero();
        assertThat(result.outLines()).allMatch(line -> line.length() <= width);
        compare(golden, result.out());
    }

    /** From standard input, whose SourceId is made from its bytes and not from a path. */
    @ParameterizedTest
    @CsvSource({
        "show.csv,   show -o csv -",
        "show.jsonl, show -o jsonl -",
        "show.json,  show -o json -",
        "show.csv,   show -",
        "show.csv,   convert -",
        "show.jsonl, convert -o jsonl --to - -",
        "show-compat.txt, show -o compat -",
        "show-columns.csv, 'show --columns time,dst,bytes -'",
        "show-columns.json, 'show -o json --sort time -n 2 --columns time,dst,bytes -'",
        "drops.csv, drops -",
        "explain.csv, explain ::/0 fd00::17 -",
        "explain.jsonl, explain -o jsonl ::/0 fd00::17 -",
        "ports.csv, ports 10.0.0.0/8 0.0.0.0/0 -",
        "ports.json, ports -o json 10.0.0.0/8 0.0.0.0/0 -",
        "top.csv,    'top --by port,protocol -'",
        "top.jsonl,  'top --by port,protocol -o jsonl -'",
        "top.json,   'top --by port,protocol -o json -'",
        "stats.csv,  stats -",
        "stats.jsonl, stats -o jsonl -",
        "stats.json, stats -o JSON -"
    })
    void writesRowsForPrograms(String golden, String commandLine) throws IOException {
        Cli.Result result = new Cli(directory)
                .withInput(Files.readAllBytes(directory.resolve("vnet-v4.json")))
                .run(Cli.words("flowlog " + commandLine));

        assertThat(result.exitCode()).isZero();
        compare(golden, result.out());
    }

    @ParameterizedTest
    @CsvSource({
        "ls-40.txt,       40,  ls logs",
        "ls-80.txt,       80,  ls logs",
        "ls-160.txt,      160, ls logs",
        "ls-long-80.txt,  80,  ls -l logs",
        "ls-long-160.txt, 160, ls --long logs"
    })
    void listsTreesOnATerminal(String golden, int width, String commandLine) throws IOException {
        LogTree.write(directory);

        printsTablesOnATerminal(golden, width, commandLine);
    }

    @ParameterizedTest
    @CsvSource({
        "ls.csv,       ls logs",
        "ls.jsonl,     ls -o jsonl logs",
        "ls.json,      ls -o json logs",
        "ls-long.csv,  ls -l logs",
        "ls-long.jsonl, ls -l -o jsonl logs"
    })
    void listsTreesForPrograms(String golden, String commandLine) throws IOException {
        LogTree.write(directory);

        Cli.Result result = new Cli(directory).run(Cli.words("flowlog " + commandLine));

        assertThat(result.exitCode()).isZero();
        compare(golden, result.out());
    }

    private static void compare(String golden, String actual) throws IOException {
        String update = System.getProperty("golden.update", "");
        if (!update.isEmpty()) {
            Files.writeString(Path.of(update).resolve(golden), actual);
            return;
        }
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        try (InputStream in = GoldenOutputTest.class.getResourceAsStream("golden/" + golden)) {
            assertThat(in).as(golden).isNotNull();
            in.transferTo(expected);
        }
        assertThat(actual).isEqualTo(expected.toString(UTF_8));
    }
}
