package io.github.flowlog.adx.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flowlog.adx.LoadFixture;
import io.github.flowlog.adx.Logs;
import io.github.flowlog.adx.cli.terminal.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is in quarantine, from the terminal. */
class JobsCommandTest {
    @TempDir
    Path directory;

    @BeforeEach
    void loadWhatCannotBeRead() throws IOException {
        String tooLong = Logs.record(2).replace("UserRule_web", "r".repeat(5_000));
        String bad = Logs.record(3).replace("10.0.0.3,203.0.113.7,1001", "10.0.0.x,203.0.113.7,1001");
        LoadFixture.settled(
                Files.writeString(directory.resolve("a.json"), Logs.envelope(Logs.record(1), tooLong, bad)));
        assertThat(run("load", "a.json").exitCode()).isEqualTo(ExitCode.NEEDS_A_PERSON);
    }

    private Cli.Result run(String... arguments) {
        return new Cli(directory).run(arguments);
    }

    private String firstId() {
        return run("jobs", "-o", "csv").outLines().get(1).split(",", -1)[1];
    }

    @Test
    void readsASourceOnceMoreAndSaysWhatIsLeft() throws IOException {
        String id = firstId();

        Cli.Result retried = run("jobs", "retry", id, "--max-name", "8k");
        Cli.Result listed = run("jobs", "-o", "csv");
        Cli.Result verified = run("verify", "a.json", "--max-name", "8k", "-o", "csv");

        assertThat(retried.err()).isEqualTo("Retried 2 problems: 2 rows added; left in quarantine: 1 problem\n");
        assertThat(retried.exitCode()).isEqualTo(ExitCode.NEEDS_A_PERSON);
        assertThat(listed.out())
                .isEqualTo("Kind,Id,Rows,State\nquarantine," + id
                        + ",1,\"bad source address \"\"10.0.0.x\"\" at a.json byte 6,171, record 2 tuple 1: not a "
                        + "digit; retried 1 time in vain\"\n");
        assertThat(listed.err()).isEqualTo("Open: 0 batches, 0 rewritten sources; in quarantine: 1 problem\n");
        assertThat(verified.out()).contains(",1,5,5,0,equal");
        assertThat(Files.readAllLines(directory.resolve("flows.duckdb.quarantine.jsonl")))
                .singleElement()
                .asString()
                .contains("\"attempts\":1,");
    }

    @Test
    void readsEverySourceOnceMore() {
        Cli.Result inVain = run("jobs", "retry", "--quarantine");
        Cli.Result better = run("jobs", "retry", "--quarantine", "--max-name", "8k");

        assertThat(inVain.err()).isEqualTo("Retried 2 problems: 0 rows added; left in quarantine: 2 problems\n");
        assertThat(better.err()).isEqualTo("Retried 2 problems: 2 rows added; left in quarantine: 1 problem\n");
        assertThat(run("query", "select count(*) from FlowLogs", "-o", "csv").out())
                .endsWith("\n5\n");
    }

    @Test
    void saysThatASourceIsGoneOrWasRewritten() throws IOException {
        Path log = directory.resolve("a.json");
        Files.writeString(log, Logs.envelope(Logs.record(1), Logs.record(2), Logs.record(5)));
        Cli.Result rewritten = run("jobs", "retry", firstId());
        Files.delete(log);
        Cli.Result gone = run("jobs", "retry", firstId());

        assertThat(rewritten.exitCode()).isEqualTo(ExitCode.NEEDS_A_PERSON);
        assertThat(rewritten.err())
                .contains("a.json: it was rewritten since, so these places are gone; load it again", "Retried 2 ");
        assertThat(gone.exitCode()).isEqualTo(ExitCode.NEEDS_A_PERSON);
        assertThat(gone.err()).contains("Not read: a.json: it is not there any more; restore it");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "jobs retry                      | 2 | Which one? Name the batch or the source: flowlog jobs retry ID.",
                "jobs --quarantine               | 2 | --quarantine goes with retry",
                "jobs accept --quarantine        | 2 | --quarantine goes with retry",
                "jobs retry 123 --quarantine     | 2 | --quarantine goes with retry",
                "jobs retry 0123456789abcdef     | 1 | Nothing open is called 0123456789abcdef; flowlog jobs lists what is.",
                "jobs accept 0123456789abcdef    | 1 | Nothing open is called 0123456789abcdef; flowlog jobs lists what is."
            })
    void saysWhatIsMissing(String command, int exitCode, String message) {
        Cli.Result result = run(command.strip().split(" +", -1));

        assertThat(result.exitCode()).isEqualTo(exitCode);
        assertThat(result.err()).contains(message);
    }
}
