package io.github.flowlog.adx.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

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
    }

    @ParameterizedTest
    @CsvSource({
        "show-40.txt,       40,  show nsg-v1.json vnet-v4.json",
        "show-80.txt,       80,  show nsg-v1.json vnet-v4.json",
        "show-160.txt,      160, show nsg-v1.json vnet-v4.json",
        "show-vnet-80.txt,  80,  show vnet-v4.json",
        "show-vnet-160.txt, 160, show vnet-v4.json",
        "stats-v1.txt,      80,  stats nsg-v1.json",
        "stats-all.txt,     80,  stats nsg-v1.json vnet-v4.json"
    })
    void printsTablesOnATerminal(String golden, int width, String commandLine) throws IOException {
        Cli.Result result = new Cli(directory)
                .onTerminal(width)
                .withEnvironment("NO_COLOR", "1")
                .run(commandLine.split(" ", -1));

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
        "stats.csv,  stats -",
        "stats.jsonl, stats -o jsonl -",
        "stats.json, stats -o JSON -"
    })
    void writesRowsForPrograms(String golden, String commandLine) throws IOException {
        Cli.Result result = new Cli(directory)
                .withInput(Files.readAllBytes(directory.resolve("vnet-v4.json")))
                .run(commandLine.split(" ", -1));

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

        Cli.Result result = new Cli(directory).run(commandLine.split(" ", -1));

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
