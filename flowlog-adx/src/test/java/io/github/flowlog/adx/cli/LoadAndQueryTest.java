package io.github.flowlog.adx.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flowlog.adx.duckdb.DuckDbTarget;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoadAndQueryTest {
    @TempDir
    Path directory;

    @BeforeEach
    void copySamples() throws IOException {
        Cli.copySample("nsg-v1.json", directory.resolve("PT1H.json"));
        Cli.copySample("vnet-v4.json", directory.resolve("vnet-v4.json"));
    }

    @Test
    void loadsOnceHoweverOftenItRuns() {
        Cli.Result first = run("load", ".");
        Cli.Result second = run("load", ".");

        assertThat(first.exitCode()).as(first.err()).isZero();
        assertThat(first.out()).isEmpty();
        assertThat(first.err())
                .contains(
                        "Loaded into duckdb:flows.duckdb\n  sources     2 loaded\n  rows        15 added in 1 batch\n")
                .contains("Read 2 sources, 2 records, 15 tuples; matched 15; skipped 0;");
        assertThat(second.exitCode()).isZero();
        assertThat(second.err()).contains("2 unchanged", "0 added in 0 batches");
        assertThat(run("query", "select count(*) as n from FlowLogs").out()).isEqualTo("n\n15\n");
    }

    /** A folder that is missing stands for one that may execute nothing: both end as the same kind of error. */
    @ParameterizedTest
    @ValueSource(strings = {"load PT1H.json", "convert PT1H.json --to flows.parquet", "query select(1)"})
    void saysWhatTheLibraryOfDuckDbNeeds(String command) throws Exception {
        if (command.startsWith("query")) {
            run("load", "PT1H.json");
        }

        Cli.Result result = Cli.runApart(directory, directory.resolve("missing"), command.split(" ", -1));

        assertThat(result.exitCode()).as(result.err()).isEqualTo(1);
        assertThat(result.err())
                .contains("DuckDB cannot load its native library, which needs glibc", "-Djava.io.tmpdir=")
                .doesNotContain("\tat ", "Exception in");
    }

    @Test
    void namesANextCommandThatRuns() {
        String err = run("load", "PT1H.json", "--to", "duckdb:other.duckdb").err();

        String next = err.lines()
                .filter(line -> line.startsWith("  next"))
                .findFirst()
                .orElseThrow();
        assertThat(next).startsWith("  next        flowlog query --db other.duckdb \"select ");
        String sql = next.substring(next.indexOf('"') + 1, next.length() - 1);
        assertThat(run("query", "--db", "other.duckdb", sql).out())
                .isEqualTo("AclRule,DestPort,Denied\nDefaultRule_DenyAllInBound,23,1\n");
    }

    @Test
    void loadsIntoCsv() throws IOException {
        assertThat(run("load", "PT1H.json", "--to", "csv:tables").exitCode()).isZero();

        try (Stream<Path> files = Files.list(directory.resolve("tables"))) {
            Path flows = files.filter(file -> file.getFileName().toString().startsWith("FlowLogs-"))
                    .findFirst()
                    .orElseThrow();
            assertThat(Files.readAllLines(flows)).hasSize(10);
        }
    }

    @Test
    void setsAsideWhatCannotBeReadAndExitsWithThree() throws IOException {
        Cli.copySample("bad.json", directory.resolve("bad.json"));

        Cli.Result first = run("load", ".");
        Cli.Result second = run("load", ".");

        assertThat(first.exitCode()).isEqualTo(3);
        assertThat(first.err())
                .contains("  quarantine  1 new, listed in flows.duckdb.quarantine.jsonl\n")
                .contains("  open        bad.json: cut inside a record from byte 333 on, just written; ")
                .contains("; skipped 1 tuple; ");
        assertThat(Files.readString(directory.resolve("flows.duckdb.quarantine.jsonl")))
                .contains("10.0.0.256");
        assertThat(second.exitCode()).as("nothing new to look at").isZero();
        assertThat(second.err())
                .contains("  quarantine  nothing new, 1 in all, listed in flows.duckdb.quarantine.jsonl\n")
                .contains("; skipped 0; ");
    }

    @Test
    void namesTheQuarantineFileAsAWholeWhereItLiesElsewhere() throws IOException {
        Path here = Files.createDirectories(directory.resolve("here"));
        String log = Files.readString(directory.resolve("PT1H.json"));
        Files.writeString(here.resolve("bad.json"), log.replaceFirst(",[TU],[IO],", ",?,?,"));

        Cli.Result result = new Cli(here).run("load", "bad.json", "--to", "csv:" + directory.resolve("rows"));

        assertThat(result.exitCode()).as(result.err()).isEqualTo(3);
        assertThat(result.err())
                .contains("  quarantine  1 new, listed in "
                        + directory.resolve("rows/quarantine.jsonl").toAbsolutePath() + "\n");
    }

    @Test
    void failsWhereALinkOfATreeLeadsNowhereAndLoadsTheRest() throws IOException {
        Files.createSymbolicLink(directory.resolve("gone.json"), directory.resolve("nowhere"));

        Cli.Result result = run("load", ".");

        assertThat(result.exitCode()).as(result.err()).isEqualTo(1);
        assertThat(result.err()).contains("Cannot read gone.json: ", "15 added in 1 batch");
    }

    @Test
    void loadsMoreOfAFileOnceALimitIsRaised() throws IOException {
        String log = Files.readString(directory.resolve("PT1H.json"));
        Files.writeString(
                directory.resolve("large.json"),
                log.stripTrailing().replaceFirst("\\]\\s*\\}$", "")
                        + ",{\"pad\":\"" + "x".repeat(40_000) + "\","
                        + log.substring(log.indexOf('{', 1) + 1));

        Cli.Result limited = run("load", "--max-record", "20k", "large.json");
        Cli.Result again = run("load", "--max-record", "20k", "large.json");
        Cli.Result raised = run("load", "large.json");

        assertThat(limited.exitCode()).as(limited.err()).isEqualTo(3);
        assertThat(limited.err()).contains("9 added", "--max-record raises that");
        assertThat(again.exitCode()).isZero();
        assertThat(again.err()).contains("1 unchanged", "nothing new, 1 in all");
        assertThat(raised.exitCode()).as(raised.err()).isZero();
        assertThat(raised.err()).contains("9 added").doesNotContain("quarantine");
        assertThat(directory.resolve("flows.duckdb.quarantine.jsonl")).doesNotExist();
    }

    @Test
    void loadsNothingOfTheBatchWhenToldToFail() throws IOException {
        Cli.copySample("bad.json", directory.resolve("bad.json"));

        Cli.Result result = run("load", "--on-bad", "fail", ".");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err())
                .contains("Stopped at the first problem: bad source address \"10.0.0.256\" at bad.json byte 206")
                .contains("; --on-bad skip reads on behind it.\n")
                .endsWith("Nothing of its batch was loaded; 0 rows in 0 batches before it stays.\n");
        assertThat(run("query", "select count(*) as n from FlowLogs").out()).isEqualTo("n\n0\n");
    }

    @Test
    void stopsWhenInterruptedAndGoesOnLater() {
        Cli.Result stopped =
                new Cli(directory).withInterrupts(firstTime -> () -> true).run("load", ".");
        Cli.Result resumed = run("load", ".");

        assertThat(stopped.exitCode()).isEqualTo(130);
        assertThat(stopped.err()).contains("Stopped loading into duckdb:flows.duckdb", "next        the same command");
        assertThat(resumed.exitCode()).isZero();
        assertThat(resumed.err()).contains("15 added");
    }

    @Test
    void showsABarOnATerminalAndRemovesIt() {
        Cli.Result result = new Cli(directory).onTerminal(80).run("load", ".");

        assertThat(result.exitCode()).isZero();
        String afterLastDrawing = result.err().substring(result.err().lastIndexOf('\r'));
        assertThat(afterLastDrawing).startsWith("\r\u001b[KLoaded into");
    }

    @Test
    void saysInOneSentenceThatALoadHoldsTheFile() throws Exception {
        run("load", ".");
        try (DuckDbTarget held = DuckDbTarget.open(directory.resolve("flows.duckdb"))) {
            assertThat(held.table()).isNotEmpty();
            Cli.Result query = Cli.runApart(directory, "query", "select 1");

            assertThat(query.exitCode()).isEqualTo(1);
            assertThat(query.errLines()).hasSize(1);
            assertThat(query.err()).contains("Another process is writing to", "flows.duckdb");
        }
    }

    @Test
    void passesOnWhatDuckDbSaysOfBadSql() {
        run("load", "PT1H.json");

        Cli.Result syntax = run("query", "selec 1");
        Cli.Result column = run("query", "select Nope from FlowLogs");
        Cli.Result write = run("query", "delete from FlowLogs");

        for (Cli.Result result : List.of(syntax, column, write)) {
            assertThat(result.exitCode()).isEqualTo(1);
            assertThat(result.out()).isEmpty();
            assertThat(result.errLines()).hasSize(1);
        }
        assertThat(syntax.err()).contains("syntax error at or near \"selec\"");
        assertThat(column.err()).contains("\"Nope\" not found");
        assertThat(write.err()).contains("read-only");
    }

    @Test
    void writesAnswersInEachFormat() {
        run("load", "PT1H.json");
        String sql = "select 'a,\"b' as t, 1 as n, null as x, true as b, 1.50 as d, "
                + "timestamp '2020-01-02 03:04:05.5' as ts, [1, 2] as l order by all";

        assertThat(run("query", "-o", "csv", sql).out())
                .isEqualTo("t,n,x,b,d,ts,l\n\"a,\"\"b\",1,,true,1.50,2020-01-02 03:04:05.5,\"[1, 2]\"\n");
        assertThat(run("query", "-o", "jsonl", sql).out())
                .isEqualTo("{\"t\":\"a,\\\"b\",\"n\":1,\"x\":null,\"b\":true,\"d\":1.50,"
                        + "\"ts\":\"2020-01-02 03:04:05.5\",\"l\":\"[1, 2]\"}\n");
        assertThat(run("query", "-o", "json", "select range as i from range(2)").out())
                .isEqualTo("[{\"i\":0},\n{\"i\":1}]\n");
        assertThat(run("query", "-o", "json", "select 1 as i where false").out())
                .isEqualTo("[]\n");
        assertThat(run("query", "-o", "table", sql).out()).isEqualTo("""
                        t     n  x  b        d  ts                     l
                        a,"b  1  -  true  1.50  2020-01-02 03:04:05.5  [1, 2]
                        """);
    }

    @Test
    void readsSqlFromStandardInput() {
        run("load", "PT1H.json");

        assertThat(new Cli(directory)
                        .withInput("select 42 as answer;\n".getBytes(StandardCharsets.UTF_8))
                        .run("query", "-")
                        .out())
                .isEqualTo("answer\n42\n");
    }

    @Test
    void printsRowsAsBlocksWhereTheColumnsDoNotFit() {
        run("load", "PT1H.json");

        Cli.Result result = new Cli(directory)
                .onTerminal(60)
                .withEnvironment("NO_COLOR", "1")
                .run("query", "select * from FlowLogs order by Timestamp, SrcPort limit 1");

        assertThat(result.outLines()).hasSize(28).allMatch(line -> line.length() <= 60);
        assertThat(result.outLines().get(0)).isEqualTo("-- row 1");
        assertThat(result.outLines()).contains("SrcIp             40.127.98.148", "BytesSrcToDest    -");
    }

    @Test
    void convertsToParquetWithTheTypesOfTheColumns() {
        run("load", "PT1H.json");
        assertThat(run("convert", "vnet-v4.json", "PT1H.json", "--to", "it's.parquet")
                        .exitCode())
                .isZero();

        String answer = run(
                        "query",
                        "select count(*) as n, count(BytesSrcToDest) as measured, sum(BytesSrcToDest) as b, "
                                + "typeof(any_value(Timestamp)) as t, count(AclKey) as keys, min(RecordTime) as r from '"
                                + directory.resolve("it''s.parquet") + "'")
                .out();

        assertThat(answer).isEqualTo("n,measured,b,t,keys,r\n15,5,588863,TIMESTAMP,15,2017-03-21 18:00:18.64\n");
        assertThat(directory.toFile().list()).noneMatch(name -> name.contains(".tmp"));
    }

    @Test
    void givesConvertedRowsTheIdentityOfLoadedOnes() {
        run("load", ".");
        run("convert", ".", "--to", "x.parquet");

        assertThat(run(
                                "query",
                                "select count(*) as n from FlowLogs join '" + directory.resolve("x.parquet")
                                        + "' using (SourceId, RecordOffset, TupleIndex)")
                        .out())
                .isEqualTo("n\n15\n");
    }

    private Cli.Result run(String... arguments) {
        return new Cli(directory).run(arguments);
    }
}
