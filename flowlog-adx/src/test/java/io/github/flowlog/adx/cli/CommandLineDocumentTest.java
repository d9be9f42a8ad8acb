package io.github.flowlog.adx.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flowlog.house.GoldenFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** docs/CLI.md is what the commands say of themselves. */
class CommandLineDocumentTest {
    private static final Pattern COMMAND = Pattern.compile("^  ([a-z]+)  +\\S.*");

    @TempDir
    Path directory;

    @Test
    void documentSaysWhatTheCommandsSay() throws IOException {
        StringBuilder text = new StringBuilder("""
                # Command line

                <!-- Generated from the help of the commands. To change it, change them and run:
                     mvn -pl flowlog-adx -am test -Dtest=CommandLineDocumentTest -Dgolden.update -Dsurefire.failIfNoSpecifiedTests=false -->

                What `flowlog --help` and `flowlog COMMAND --help` print. The filter behind `-f` is described in [FILTER.md](FILTER.md),
                the columns of csv, jsonl and tables in [COLUMNS.md](COLUMNS.md), loading into a cluster in [ADX.md](ADX.md).

                """);
        String overview = help("--help");
        append(text, "flowlog", overview);
        for (String command : commands(overview)) {
            append(text, "flowlog " + command, help(command, "--help"));
        }

        GoldenFile.check("docs/CLI.md", text.toString());
    }

    @Test
    void completionKnowsEachCommandAndItsOptions() {
        String script = new Cli(directory).run("completion").out();

        assertThat(script).startsWith("#!/usr/bin/env bash").contains("complete -F _complete_flowlog");
        assertThat(commands(help("--help")))
                .isNotEmpty()
                .allSatisfy(command -> assertThat(script).contains("function _picocli_flowlog_" + command + "()"));
        assertThat(script).contains("--since").doesNotContain("\r");
    }

    private static List<String> commands(String overview) {
        return overview.lines()
                .dropWhile(line -> !line.equals("Commands:"))
                .skip(1)
                .takeWhile(line -> !line.isEmpty())
                .map(COMMAND::matcher)
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(1))
                .toList();
    }

    private String help(String... arguments) {
        Cli.Result result = new Cli(directory).run(arguments);
        assertThat(result.exitCode()).isZero();
        return result.out();
    }

    private static void append(StringBuilder text, String title, String help) {
        text.append("## ")
                .append(title)
                .append("\n\n```text\n")
                .append(help.strip())
                .append("\n```\n\n");
    }
}
