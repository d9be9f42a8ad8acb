package io.github.flowlog.adx.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flowlog.adx.LoadFixture;
import io.github.flowlog.adx.Logs;
import io.github.flowlog.adx.cli.terminal.ExitCode;
import io.github.flowlog.adx.cli.terminal.Interrupts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which logs {@code load} takes, and when; the clock stands at 2017-03-21T18:30Z. */
class LoadScopeTest {
    private static final String NSG = "resourceId=/SUBSCRIPTIONS/S1/RESOURCEGROUPS/RG1/PROVIDERS/MICROSOFT.NETWORK"
            + "/NETWORKSECURITYGROUPS/WEB-NSG/y=2017/m=03/d=21/h=";

    @TempDir
    Path folder;

    private void write(int hour, int records) throws IOException {
        Path log = folder.resolve("logs").resolve(NSG + hour + "/m=00/macAddress=002248814162/PT1H.json");
        Files.createDirectories(log.getParent());
        LoadFixture.settled(Files.writeString(log, Logs.envelope(Logs.records(0, records))));
    }

    private Cli.Result run(String... arguments) {
        return new Cli(folder).run(arguments);
    }

    private String rowsByHour() {
        return run(
                        "query",
                        "-o",
                        "csv",
                        "select SourceHour.hour() h, count(*) n from FlowLogsWide group by 1 order by 1")
                .out()
                .replace("\n", " ")
                .strip();
    }

    @Test
    void takesWholeLogsByTheHourInTheirPath() throws IOException {
        write(10, 1);
        write(15, 2);
        write(16, 3);
        write(17, 4);

        assertThat(run("load", "logs", "--from", "2017-03-21T15:00", "--until", "2017-03-21T17:00")
                        .exitCode())
                .isZero();
        assertThat(rowsByHour()).isEqualTo("h,n 15,4 16,6");
        assertThat(run("load", "logs", "--since", "2h").exitCode()).isZero();
        assertThat(rowsByHour()).isEqualTo("h,n 15,4 16,6 17,8");
        assertThat(run("load", "logs", "--since", "2h", "--from", "2017-03-21").err())
                .contains("--since and --from cannot be combined");
    }

    @Test
    void leavesHoursForLaterThatAreNotComplete() throws IOException {
        write(16, 1);
        write(17, 2);
        write(18, 3);

        Cli.Result result = run("load", "logs", "--closed-only");

        assertThat(result.err()).contains("Left for later: 1 log of hours that are not complete.");
        assertThat(rowsByHour()).isEqualTo("h,n 16,2 17,4");
    }

    @Test
    void leavesAnHourForLaterBehindWhichTheLogHasNotGoneOn() throws IOException {
        write(16, 1);
        write(17, 2);
        write(18, 1);

        assertThat(run("load", "logs", "--closed-only", "--until", "2017-03-21T18:00")
                        .err())
                .contains("Left for later: 1 log of hours that are not complete.");
        assertThat(rowsByHour()).isEqualTo("h,n 16,2");
        write(18, 2);
        run("load", "logs", "--closed-only", "--until", "2017-03-21T18:00");
        assertThat(rowsByHour()).isEqualTo("h,n 16,2 17,4");
    }

    @Test
    void saysWhatItWouldLoadAndLoadsNothing() throws IOException {
        write(16, 1);
        assertThat(run("load", "logs").exitCode()).isZero();
        write(16, 2);
        write(17, 3);

        Cli.Result result = run("load", "logs", "--dry-run");

        assertThat(result.exitCode()).isZero();
        assertThat(result.err()).contains("Would load 1 new source, 1 that have grown", "Nothing was loaded.");
        assertThat(rowsByHour()).isEqualTo("h,n 16,2");
    }

    @ParameterizedTest
    @CsvSource({"load logs --dry-run, 0", "verify logs, 1", "jobs, 1", "jobs retry x, 1"})
    void looksAtATargetThatIsNotThereAndMakesNone(String commandLine, int exitCode) throws IOException {
        write(16, 1);

        for (String target : List.of("duckdb:new.duckdb", "csv:new")) {
            Cli.Result result = run((commandLine + " --to " + target).split(" "));

            assertThat(result.exitCode()).as(result.err()).isEqualTo(exitCode);
            assertThat(result.err()).contains(exitCode == 0 ? "Would load 1 new source" : "There is no new");
        }
        try (Stream<Path> made = Files.list(folder)) {
            assertThat(made).containsExactly(folder.resolve("logs"));
        }
    }

    @Test
    void goesOnLoadingUntilItIsToldToStop() throws IOException {
        write(17, 2);
        AtomicInteger asked = new AtomicInteger();
        Interrupts interrupts = firstTime -> () -> {
            int times = asked.incrementAndGet();
            if (times == 30) {
                try {
                    write(17, 5);
                } catch (IOException failed) {
                    throw new UncheckedIOException(failed);
                }
            }
            return times > 200;
        };

        Cli.Result result =
                new Cli(folder).withInterrupts(interrupts).run("load", "logs", "--follow", "--max-age", "0s");

        assertThat(result.exitCode()).isEqualTo(ExitCode.INTERRUPTED);
        assertThat(result.err()).contains("18:30:00Z  4 rows of 1 source", "18:30:00Z  6 rows of 1 source");
        assertThat(rowsByHour()).isEqualTo("h,n 17,10");
    }

    @Test
    @Timeout(600)
    void leavesTheFileToOthersBetweenTwoRounds() throws IOException {
        write(17, 2);
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        List<Cli.Result> answers = new ArrayList<>();
        // asked where a round has ended and the next has not begun
        Interrupts interrupts = firstTime -> () -> {
            String said = err.toString(StandardCharsets.UTF_8);
            if (said.lines().filter(line -> line.contains("of 1 source")).count() > answers.size()) {
                try {
                    answers.add(Cli.runApart(folder, "query", "select count(*) as n from FlowLogs"));
                    write(17, 5);
                } catch (IOException failed) {
                    throw new UncheckedIOException(failed);
                } catch (InterruptedException ended) {
                    throw new IllegalStateException(ended);
                }
            }
            return answers.size() == 2;
        };

        Cli.Result result = new Cli(folder)
                .withErr(err)
                .withInterrupts(interrupts)
                .run("load", "logs", "--follow", "--max-age", "0s");

        assertThat(result.exitCode()).isEqualTo(ExitCode.INTERRUPTED);
        assertThat(answers).extracting(Cli.Result::err).allMatch(said -> said.startsWith("1 row;"));
        assertThat(answers).extracting(Cli.Result::out).containsExactly("n\n4\n", "n\n10\n");
    }

    @Test
    void saysThatSharesAreForClusters() throws IOException {
        write(17, 1);

        Cli.Result result = run("load", "logs", "--shard", "1/2");

        assertThat(result.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(result.err()).contains("are for clusters");
        assertThat(run("load", "logs", "--shard", "3/2").err()).contains("I from 1 to N");
    }
}
