package io.github.flowlog.adx.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.flowlog.adx.cli.terminal.ExitCode;
import io.github.flowlog.adx.cli.terminal.Terminal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FlowLogTest {
    private static final String ESCAPE = "\u001b";
    private static final String HOSTILE_RULE = "begin,\u001b[31m\n\u009b\u202e\u2028\u0301\u007fend";

    @TempDir
    Path directory;

    @BeforeEach
    void copySamples() throws IOException {
        Cli.copySample("nsg-v1.json", directory.resolve("PT1H.json"));
        Cli.copySample("vnet-v4.json", directory.resolve("vnet-v4.json"));
        Cli.copySample("bad.json", directory.resolve("bad.json"));
    }

    /** With quotes around it, a signature makes a URL that is none, and a failure names such a URL whole. */
    @Test
    void printsNoSignatureInAStackTrace() {
        Cli.Result result = new Cli(directory)
                .withEnvironment("AZURE_STORAGE_SAS_TOKEN", "\"sv=2022-11-02&sig=canary\"")
                .run("ls", "--verbose", "http://127.0.0.1:9/devstoreaccount1/logs");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).contains("\tat ").doesNotContain("canary");
    }

    @Test
    void printsHelpWithoutArguments() {
        Cli.Result result = run();

        assertThat(result.exitCode()).isZero();
        assertThat(result.out())
                .contains(
                        "show",
                        "drops",
                        "explain",
                        "ports",
                        "ls",
                        "top",
                        "stats",
                        "convert",
                        "load",
                        "query",
                        "generate")
                .contains("help", "Exit codes");
        assertThat(result.err()).isEmpty();
    }

    @Test
    void printsItsVersion() {
        assertThat(run("--version").out()).startsWith("flowlog ");
        assertThat(run("show", "--version").out()).startsWith("flowlog ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "shw x                          | 2 | Unknown command shw. Did you mean show?",
                "show --limt 3 x                | 2 | Unknown option: '--limt'. Did you mean --limit?",
                "https://a.b/c?sig=secret       | 2 | Unknown command https://a.b/c?sig=... Did you mean setup?",
                "setup https://a.b/c?sig=secret | 2 | Unmatched argument at index 1: 'https://a.b/c?sig=...'.",
                "jobs https://a.b/c?sig=secret  | 2 | but was 'https://a.b/c?sig=...'.",
                "show                           | 2 | No source given",
                "ls -                           | 1 | Cannot list standard input",
                "ls nowhere                     | 1 | There is no file or directory nowhere.",
                "ls -o xml                      | 2 | table, csv, jsonl, json",
                "stats                          | 2 | No source given",
                "convert                        | 2 | No source given",
                "load                           | 2 | No source given",
                "show -n three PT1H.json        | 2 | --limit",
                "show -n -1 PT1H.json           | 2 | --limit must be 0 or more, not -1.",
                "show -o xml PT1H.json          | 2 | table, csv, jsonl, json",
                "show --on-bad ignore PT1H.json | 2 | skip, fail",
                "show nowhere.json              | 1 | There is no file or directory nowhere.json.",
                "show -f denied and in PT1H.json | 2 | There is no file and; a filter of several words stands in quotes, as",
                "show https://a.b/c?sig=secret  | 1 | is not a host of Azure Storage",
                "convert PT1H.json --to x.xyz   | 2 | Cannot tell the format of x.xyz",
                "convert PT1H.json -o parquet   | 2 | Parquet goes to a file: add --to FILE.",
                "convert PT1H.json -o json      | 2 | csv, jsonl, parquet",
                "convert vnet-v4.json --to no/x.csv     | 1 | Cannot write",
                "convert PT1H.json --to PT1H.json -o csv | 1 | Will not overwrite PT1H.json",
                "load PT1H.json --to mysql:x    | 2 | expected duckdb:FILE, csv:DIR or https://CLUSTER",
                "load PT1H.json --to duckdb:PT1H.json   | 1 | PT1H.json is not a DuckDB file",
                "query                          | 2 | No SQL given",
                "query select                   | 1 | There is no flows.duckdb here; make it with: flowlog load",
                "verify PT1H.json               | 1 | There is no flows.duckdb here; make it with: flowlog load SOURCE --to duckdb:",
                "jobs --to csv:nowhere          | 1 | There is no nowhere here; make it with: flowlog load SOURCE --to csv:nowhere",
                "setup --apply                  | 2 | No database given",
                "setup --to https://a.b/c?sig=secret --apply | 2 | has no",
                "generate                       | 2 | No size given",
                "generate --bytes lots          | 2 | 'lots' is not a size",
                "generate --tuples 5 --ipv6 2   | 2 | not between 0 and 1",
                "generate --tuples 5 --format v3 | 2 | nsg-v1, nsg-v2, vnet-v4, mixed",
                "generate --tuples 5 --out .    | 1 | it is a directory"
            })
    void explainsMisuseInOneSentence(String commandLine, int exitCode, String message) {
        Cli.Result result = run(commandLine.split(" +", -1));

        assertThat(result.exitCode()).as(result.err()).isEqualTo(exitCode);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains(message).doesNotContain("Exception", "\tat ", "secret");
        List<String> lines = result.errLines().toList();
        assertThat(lines).hasSize(exitCode == ExitCode.USAGE ? 2 : 1);
        assertThat(lines.get(0)).matches(".*[.?]|.*flowlog load .*");
        if (exitCode == ExitCode.USAGE) {
            assertThat(lines.get(1)).matches("Try: flowlog( [a-z]+)? --help");
        }
        assertThat(directory.resolve("no")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "show",
                "drops",
                "explain",
                "ports",
                "ls",
                "top",
                "stats",
                "convert",
                "load",
                "verify",
                "jobs",
                "setup",
                "query",
                "generate",
                "help"
            })
    void fitsHelpIntoEightyColumnsWithExamples(String command) {
        List<String> lines = help(command);

        assertThat(lines).allMatch(line -> line.length() <= 80);
        assertThat(lines).contains("Examples:").anyMatch(line -> line.startsWith("  flowlog " + command));
    }

    /** Pipes and redirections of the shell are played by this test. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "show",
                "drops",
                "explain",
                "ports",
                "ls",
                "top",
                "stats",
                "convert",
                "load",
                "verify",
                "jobs",
                "setup",
                "query",
                "generate",
                "help"
            })
    void runsTheExamplesOfItsHelp(String command) throws IOException {
        Files.createDirectories(directory.resolve("logs/a"));
        Files.copy(directory.resolve("PT1H.json"), directory.resolve("logs/a/PT1H.json"));
        assertThat(run("load", "logs").exitCode()).isZero();
        String help = String.join("\n", help(command)).replaceAll("\n      (?=where)", " ");
        int ran = 0;
        for (String line : help.lines()
                .filter(l -> l.matches("  (cat .* )?flowlog .*|  cat .*"))
                // those of accounts: AccountCommandsTest; there is no cluster to ask
                .filter(l -> !l.contains("https:"))
                .toList()) {
            byte[] input = line.contains("< question.sql")
                    ? "select 1".getBytes(UTF_8)
                    : Files.readAllBytes(directory.resolve("PT1H.json"));
            for (String part : line.strip().replaceAll(" [<>] [a-z.]+$", "").split(" \\| ", -1)) {
                if (part.startsWith("flowlog ")) {
                    Cli.Result result = new Cli(directory).withInput(input).run(Cli.words(part));
                    assertThat(result.exitCode()).as(part + "\n" + result.err()).isZero();
                    input = result.out().getBytes(UTF_8);
                    ran++;
                }
            }
        }
        assertThat(ran).isPositive();
    }

    @Test
    void runsTheQuestionsOfItsHelp() {
        List<String> commands = help("").stream()
                .filter(line -> line.matches("  [A-Z].*\\? +flowlog .*"))
                .flatMap(line -> Stream.of(line.replaceFirst(".*\\? +", "").split("; ", -1)))
                .map(line -> line.replace("LOGS", "PT1H.json")
                        .replaceAll("\\bA\\b", "40.127.98.148")
                        .replaceAll("\\bB\\b", "10.0.17.4"))
                .toList();

        assertThat(commands).hasSizeGreaterThan(6);
        for (String command : commands) {
            Cli.Result result = run(Cli.words(command));
            assertThat(result.exitCode()).as(command + "\n" + result.err()).isZero();
        }
    }

    private List<String> help(String command) {
        Cli.Result result = command.isEmpty() ? run("--help") : run(command, "--help");
        assertThat(result.exitCode()).isZero();
        return result.outLines();
    }

    @Test
    void endsEachRunWithOneLineOnStandardError() {
        assertThat(run("show", "PT1H.json").err())
                .isEqualTo("Read 1 file, 1 record, 9 tuples; matched 9; skipped 0; 0.01 s; 900 tuples/s\n");
        assertThat(run("stats", "PT1H.json").err()).startsWith("Read 1 file, 1 record, 9 tuples; matched 9;");
        assertThat(run("convert", "PT1H.json", "--to", "x.csv").err()).contains("; written 9; skipped 0;");
        assertThat(run("show", "-n", "4", "PT1H.json").err()).contains("9 tuples; shown 4 (--limit); skipped 0;");
        assertThat(run("generate", "--tuples", "20", "--out", "g.json").err()).startsWith("Made ");
    }

    @Test
    void stopsAtTheLimit() {
        assertThat(run("show", "-n", "2", "PT1H.json", "vnet-v4.json").outLines())
                .hasSize(3);
        assertThat(run("show", "-n", "0", "PT1H.json").outLines()).hasSize(1);
        assertThat(run("show", "-n", "12", "-o", "jsonl", "PT1H.json", "vnet-v4.json")
                        .outLines())
                .hasSize(12);
    }

    @Test
    void saysThatThereAreNoFlows() throws IOException {
        Files.writeString(directory.resolve("none.json"), "{\"records\":[]}");
        Files.writeString(directory.resolve("empty.json"), "");

        Cli.Result result = run("show", "none.json", "empty.json");

        assertThat(result.exitCode()).isZero();
        assertThat(result.err()).contains("There are no flows in what was read.", "empty.json is empty.");
    }

    @Test
    void skipsBadInputReportsItAndExitsWithThree() {
        Cli.Result result = run("show", "-o", "jsonl", "bad.json", "PT1H.json");

        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.outLines()).hasSize(10);
        assertThat(result.err())
                .contains(
                        "Skipped a flow tuple: bad source address \"10.0.0.256\" at bad.json byte 206, record 0 tuple 0")
                .contains("Skipped the rest of a document: input ends early at bad.json byte 370")
                .contains("skipped 1 tuple, 36 unread bytes;");
    }

    @Test
    void printsTenProblemsInFullAndCountsTheOthers() throws IOException {
        Files.writeString(directory.resolve("worse.json"), "[" + "{},".repeat(30) + "1]");

        Cli.Result result = run("stats", "worse.json");

        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.errLines().filter(line -> line.startsWith("Skipped a record")))
                .hasSize(10);
        assertThat(result.err()).contains("""
                31 problems in 1 source; the first 10 are printed above:
                  why               30  missing time
                                     1  wrong type of record
                  where             31  worse.json, first at byte 2
                Read 1 file,""");
    }

    @Test
    void addsUpWhyAndWhereInAFewNarrowLines() throws IOException {
        String far = "a/" + "very/".repeat(20);
        Files.createDirectories(directory.resolve(far));
        for (int i = 0; i < 12; i++) {
            Files.writeString(directory.resolve(far + i + ".json"), "[" + "{},".repeat(1 + i * 1000) + "1]");
        }
        Files.writeString(directory.resolve("b.json"), "[{\"time\":\"x\"},{\"time\":1},{\"time\":2,\"time\":2}] {");
        Files.writeString(directory.resolve("c.json"), "nonsense");

        Cli.Result result = new Cli(directory).onTerminal(80).run("stats", "b.json", "c.json", "a");

        List<String> lines = result.errLines().toList();
        int summary = 10;
        assertThat(lines.get(summary)).startsWith("66,").endsWith("in 14 sources; the first 10 are printed above:");
        assertThat(lines.subList(summary, lines.size() - 1))
                .hasSize(11)
                .allMatch(line -> line.length() <= 80)
                .filteredOn(line -> line.contains("other"))
                .hasSize(2);
        assertThat(lines.get(summary + 1)).isEqualTo("  why           66,012  missing time");
        assertThat(lines.get(summary + 6)).matches("  where +11,002  a/.*~.*/11.json, first at byte 2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"show", "top", "stats", "convert", "load"})
    void reportsTheSameForEachCommand(String command) throws IOException {
        Files.writeString(directory.resolve("worse.json"), "[" + "{},".repeat(30) + "1]");

        Cli.Result result = run(command, "worse.json");

        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.errLines().filter(line -> line.startsWith("Skipped a record: missing time at worse.json")))
                .hasSize(10);
        assertThat(result.err()).contains("  why               30  missing time\n", "; skipped 31 records; ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"show", "top", "stats", "convert", "load"})
    void namesItsOwnOptionsWhereALimitIsReached(String command) throws IOException {
        Files.writeString(directory.resolve("deep.json"), "[".repeat(70));
        String log = Files.readString(directory.resolve("PT1H.json"));
        Files.writeString(
                directory.resolve("large.json"), log.replaceFirst("\\{", "{\"pad\":\"" + "x".repeat(20_000) + "\","));

        Cli.Result deep = run(command, "deep.json");
        Cli.Result large = run(command, "--max-record", "10k", "large.json");

        assertThat(deep.err()).contains("; --max-depth raises that").doesNotContain("ReadLimits");
        assertThat(large.err()).contains("; --max-record raises that").doesNotContain("ReadLimits");
        assertThat(large.exitCode()).isEqualTo(3);
        assertThat(run(command, "large.json").err()).contains("9 tuples;");
        Files.writeString(
                directory.resolve("named.json"), log.replace("DefaultRule_DenyAllInBound", "r".repeat(5_000)));
        assertThat(run(command, "named.json").err())
                .contains("; --max-name raises that")
                .doesNotContain("ReadLimits");
        assertThat(run("stats", "--max-name", "5k", "named.json").exitCode()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "--max-record, 1, --max-record must be from 64 to 1073741824",
        "--max-record, 2G, --max-record must be from 64 to 1073741824",
        "--max-depth, 501, --max-depth must be from 1 to 500",
        "--max-expansion, 0, --max-expansion must be from 1 to 1000000"
    })
    void refusesLimitsOutOfRange(String option, String value, String message) {
        Cli.Result result = run("show", option, value, "PT1H.json");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).startsWith(message);
    }

    @Test
    void takesAnAtSignForPartOfAName() throws IOException {
        Files.copy(directory.resolve("PT1H.json"), directory.resolve("@PT1H.json"));

        assertThat(run("stats", "@PT1H.json").err()).contains("9 tuples;");
        assertThat(run("stats", "@.").err()).startsWith("There is no file or directory @.");
    }

    @Test
    void raisesTheExpansionOfGzip() throws IOException {
        Path bomb = directory.resolve("bomb.json.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(bomb))) {
            byte[] blanks = " ".repeat(1 << 20).getBytes(UTF_8);
            for (int i = 0; i < 20; i++) {
                out.write(blanks);
            }
            out.write("{\"records\":[]}".getBytes(UTF_8));
        }

        assertThat(run("stats", "bomb.json.gz").err()).contains("; --max-expansion raises that");
        assertThat(run("stats", "--max-expansion", "5000", "bomb.json.gz").exitCode())
                .isZero();
    }

    @Test
    void failsAtBadInputWhenToldTo() {
        Cli.Result result = run("convert", "--on-bad", "fail", "bad.json", "--to", "x.csv");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err())
                .startsWith("Stopped at the first problem: bad source address \"10.0.0.256\" at bad.json byte 206, "
                        + "record 0 tuple 0: ")
                .contains("; --on-bad skip reads on behind it.\nRead 1 file, 0 records, 0 tuples; written 0; ");
        assertThat(directory.resolve("x.csv")).doesNotExist();
        assertThat(directory.toFile().list()).noneMatch(name -> name.endsWith(".tmp"));
    }

    @ParameterizedTest
    @CsvSource({"csv, 9", "jsonl, 9", "json, 9", "table, 9"})
    void printsWholeRowsBeforeTheBadRecordAndNothingBehind(String format, int rows) throws IOException {
        Cli.Result result = run("show", "--on-bad", "fail", "-o", format, "PT1H.json", "bad.json", "vnet-v4.json");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out()).doesNotContain("52.239.184.180", "2001:db8::1");
        assertThat(result.out().split("10\\.0\\.17\\.4", -1)).hasSizeGreaterThan(rows);
        assertThat(result.out().strip()).as("looks unfinished").doesNotEndWith("]");
        assertThat(result.err()).contains("Stopped at the first problem", "Read 2 files, 1 record, 9 tuples;");
    }

    @Test
    void printsNoTotalsOfAPartWhenItFails() {
        Cli.Result result = run("stats", "--on-bad", "fail", "PT1H.json", "bad.json");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out()).isEmpty();
    }

    @Test
    void showsAStackTraceOnlyWhenAsked() {
        assertThat(run("show", "--verbose", "nowhere").err()).contains("\tat io.github.flowlog", "There is no file");
    }

    @Test
    void endsQuietlyWhenNobodyReadsItsOutput() {
        assertThat(runInto(Terminal.OutputKind.FILE, "Broken pipe")).isEqualTo(new Cli.Result(0, "", ""));
        assertThat(runInto(Terminal.OutputKind.PIPE, "Datenuebergabe unterbrochen"))
                .isEqualTo(new Cli.Result(0, "", ""));
    }

    @Test
    void namesTheOutputWhenItsDiskIsFull() {
        assertThat(runInto(Terminal.OutputKind.FILE, "No space left on device"))
                .isEqualTo(new Cli.Result(1, "", "Cannot write standard output: no space left on device.\n"));
    }

    private Cli.Result runInto(Terminal.OutputKind kind, String failure) {
        OutputStream broken = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException(failure);
            }
        };
        return new Cli(directory).withOutput(kind, broken).run("show", "PT1H.json");
    }

    @Test
    void coloursDeniedFlowsOnATerminalOnly() {
        Cli terminal = new Cli(directory).onTerminal(120);

        assertThat(terminal.run("show", "PT1H.json").out()).containsOnlyOnce(ESCAPE + "[31m");
        assertThat(run("show", "-o", "table", "PT1H.json").out()).doesNotContain(ESCAPE);
        assertThat(terminal.withEnvironment("NO_COLOR", "1")
                        .run("show", "PT1H.json")
                        .out())
                .doesNotContain(ESCAPE);
        assertThat(terminal.run("--help").out()).doesNotContain(ESCAPE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"table", "csv", "jsonl", "json"})
    void letsNoControlCharacterOfALogReachTheTerminal(String format) throws IOException {
        Path hostile = directory.resolve("a" + ESCAPE + "]0;b.json");
        Files.copy(directory.resolve("vnet-v4.json"), hostile);
        Files.writeString(directory.resolve("bad" + ESCAPE + ".json"), "[1]");

        Cli.Result result = new Cli(directory)
                .onTerminal(200)
                .withEnvironment("NO_COLOR", "1")
                .run("show", "-o", format, hostile.getFileName().toString(), "bad" + ESCAPE + ".json");

        assertThat(result.out() + result.err()).doesNotContainPattern("[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f]");
        assertThat(result.out()).contains("red");
        assertThat(result.err()).contains("bad\\x1b.json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"table", "csv", "jsonl", "json"})
    void showsATerminalNothingThatItObeys(String format) throws IOException {
        Files.writeString(directory.resolve("hostile.json"), logWithRule(HOSTILE_RULE));
        Cli terminal = new Cli(directory).onTerminal(300).withEnvironment("NO_COLOR", "1");

        Cli.Result result = terminal.run("show", "-o", format, "hostile.json");

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out())
                .contains("begin", "9b", "\\u202e", "end")
                .doesNotContainPattern(
                        "[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u200e\\u202a-\\u202e\\u2066-\\u2069\\u2028]");
    }

    @Test
    void writesTextsIntoFilesExactly() throws IOException {
        Files.writeString(directory.resolve("hostile.json"), logWithRule(HOSTILE_RULE));

        assertThat(run("show", "-o", "csv", "hostile.json").out()).contains("\"" + HOSTILE_RULE + "\"");
        assertThat(run("show", "-o", "jsonl", "hostile.json").out())
                .contains("\"AclRule\":\"begin,\\u001b[31m\\u000a\\u009b\u202e\u2028\u0301\\u007fend\"");
    }

    /** A prefix against formulas would make the name another one; see SECURITY.md. */
    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "=HYPERLINK(\"x\"\"y\")", "\t=1", "'=1"})
    void leavesWhatASpreadsheetTakesForAFormulaAsItIs(String rule) throws IOException {
        Files.writeString(directory.resolve("rule.json"), logWithRule(rule));

        assertThat(run("convert", "rule.json", "--to", "rule.csv").exitCode()).isZero();

        String cell = rule.contains("\"") ? "\"" + rule.replace("\"", "\"\"") + "\"" : rule;
        assertThat(directory.resolve("rule.csv")).content().contains("," + cell + ",");
    }

    private String logWithRule(String rule) throws IOException {
        StringBuilder escaped = new StringBuilder();
        rule.chars().forEach(c -> escaped.append(String.format("\\u%04x", c)));
        return Files.readString(directory.resolve("PT1H.json"))
                .replaceFirst("UserRule_default-allow-rdp", escaped.toString().replace("\\", "\\\\"));
    }

    @Test
    void letsNoStackTraceSteerTheTerminal() {
        Cli.Result result =
                new Cli(directory).onTerminal(80).run("show", "--verbose", "no" + ESCAPE + "[2Jwhere\u202e.json");

        assertThat(result.err())
                .contains("no\\x1b[2Jwhere\\u202e.json", "\n\tat io.github.flowlog")
                .doesNotContain(ESCAPE, "\u202e");
    }

    @Test
    void writesIpv6EndpointsInBrackets() {
        String table = run("show", "-o", "table", "vnet-v4.json").out();

        assertThat(table).contains("[2001:db8::1]:51000", "[2a01:4f8:1234:5678:9abc:def0:1234:5678]:65535");
    }

    @Test
    void doesNotCutATableThatGoesToAFile() {
        assertThat(run("show", "-o", "table", "vnet-v4.json").out()).contains("no narrow table has room for");
    }

    @Test
    void takesTheWidthFromColumnsFirst() {
        Cli.Result result =
                new Cli(directory).withEnvironment("COLUMNS", "60").run("show", "-o", "table", "vnet-v4.json");

        assertThat(result.outLines()).allMatch(line -> line.length() <= 60).anyMatch(line -> line.length() > 50);
    }

    @Test
    void goesOnBehindASourceThatCannotBeRead() throws IOException {
        byte[] damaged = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 1};
        Files.write(directory.resolve("broken.json.gz"), damaged);

        Cli.Result result = run("show", "broken.json.gz", "PT1H.json");

        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.outLines()).hasSize(10);
        assertThat(result.err()).contains("broken.json.gz");
    }

    /** Root may list every directory, so a link that leads nowhere is tried. */
    @ParameterizedTest
    @ValueSource(strings = {"show -o csv logs", "stats logs", "convert logs", "ls -o csv logs"})
    void saysWhatOfATreeCannotBeReadAndExitsWithOne(String commandLine) throws IOException {
        Files.createDirectory(directory.resolve("logs"));
        Files.copy(directory.resolve("PT1H.json"), directory.resolve("logs/PT1H.json"));
        Files.createSymbolicLink(directory.resolve("logs/gone.json"), Path.of("nowhere"));

        Cli.Result result = run(commandLine.split(" ", -1));

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.outLines()).hasSizeGreaterThan(1);
        assertThat(result.err())
                .contains("Cannot read logs/gone.json: there is no such file or directory.")
                .containsPattern("(Read|Listed) 1 file, ");
    }

    @Test
    void compressesByTheNameOfTheFile() throws IOException {
        assertThat(run("convert", "PT1H.json", "--to", "x.csv.gz").exitCode()).isZero();
        assertThat(run("generate", "--tuples", "100", "--out", "g.json.gz").exitCode())
                .isZero();

        byte[] plain = new GZIPInputStream(new ByteArrayInputStream(Files.readAllBytes(directory.resolve("x.csv.gz"))))
                .readAllBytes();
        assertThat(new String(plain, UTF_8).lines()).hasSize(10);
        assertThat(run("stats", "-o", "csv", "g.json.gz").exitCode()).isZero();
    }

    @Test
    void keepsTheOldFileWhenConvertingFails() throws IOException {
        Files.writeString(directory.resolve("x.csv"), "old");

        assertThat(run("convert", "--on-bad", "fail", "bad.json", "--to", "x.csv")
                        .exitCode())
                .isEqualTo(1);

        assertThat(directory.resolve("x.csv")).hasContent("old");
    }

    @Test
    void generatesTheSameBytesFromTheSameSeed() throws IOException {
        ByteArrayOutputStream first = new ByteArrayOutputStream();
        ByteArrayOutputStream second = new ByteArrayOutputStream();
        new Cli(directory).withOutput(Terminal.OutputKind.PIPE, first).run("generate", "--tuples", "500", "--ipv6");
        new Cli(directory).withOutput(Terminal.OutputKind.PIPE, second).run("generate", "--tuples", "500", "--ipv6");
        run("generate", "--tuples", "500", "--ipv6", "0.5", "--out", "g.json");

        assertThat(first.toByteArray()).hasSizeGreaterThan(10_000).isEqualTo(second.toByteArray());
        assertThat(Files.readAllBytes(directory.resolve("g.json"))).isEqualTo(first.toByteArray());
    }

    private Cli.Result run(String... arguments) {
        return new Cli(directory).run(arguments);
    }
}
