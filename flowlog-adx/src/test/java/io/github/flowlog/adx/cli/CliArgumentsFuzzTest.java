package io.github.flowlog.adx.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flowlog.adx.cli.terminal.ExitCode;
import io.github.flowlog.fuzz.FuzzCorpus;
import io.github.flowlog.fuzz.FuzzRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Command lines of any words: each ends with a documented exit code and says why, in printable text and without a stack
 * trace, and writes nothing outside the working directory.
 */
class CliArgumentsFuzzTest {
    private static final int MAX_INPUT_BYTES = 256;
    private static final Pattern STACK_TRACE = Pattern.compile("^\\s+at \\S+\\(", Pattern.MULTILINE);
    private static final Set<Integer> EXIT_CODES =
            Set.of(ExitCode.DONE, ExitCode.FAILED, ExitCode.USAGE, ExitCode.NEEDS_A_PERSON);

    @Test
    void holdsForTheCorpus() {
        corpus().replay(CliArgumentsFuzzTest::fuzzerTestOneInput);
    }

    @Test
    @Tag("fuzz")
    void holdsForFreshInputs() throws IOException, InterruptedException {
        FuzzRun.of(CliArgumentsFuzzTest.class, corpus(), MAX_INPUT_BYTES);
    }

    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        CommandWords words = CommandWords.of(input);
        if (!words.areHarmless()) {
            return;
        }
        Set<Path> before = entries(Path.of(""));
        Path outside = Files.createTempDirectory("flowlog-fuzz");
        try {
            Path directory = Files.createDirectory(outside.resolve("work"));
            Files.createDirectory(directory.resolve("logs"));
            Cli.copySample("vnet-v4.json", directory.resolve("log.json"));
            Files.writeString(directory.resolve("logs/PT1H.json"), "{\"records\":[{\"time\":\"x\"}]}");
            run(words, directory);
            assertThat(entries(outside)).as("beside the working directory").containsExactly(directory);
            assertThat(entries(Path.of("")))
                    .as("in the directory of the process")
                    .isEqualTo(before);
        } finally {
            delete(outside);
        }
    }

    private static void run(CommandWords words, Path directory) throws IOException {
        Cli.Result result = new Cli(directory)
                .withInput(Files.readAllBytes(directory.resolve("log.json")))
                .run(words.arguments().toArray(String[]::new));
        String error = result.err();
        if (!EXIT_CODES.contains(result.exitCode())) {
            throw new AssertionError("exit code " + result.exitCode() + " of " + words);
        }
        if (result.exitCode() != ExitCode.DONE && error.isBlank()) {
            throw new AssertionError("no reason given for exit code " + result.exitCode() + " of " + words);
        }
        boolean traceWanted = words.arguments().stream().anyMatch(argument -> argument.startsWith("--verbose"));
        String unindented = traceWanted ? error.replace("\n\t", "\n") : error;
        if (unindented.codePoints().anyMatch(point -> point != '\n' && !isPrintable(point))) {
            throw new AssertionError("unprintable error of " + words + ": " + error);
        }
        if (error.lines().anyMatch(line -> line.startsWith("Failed unexpectedly"))) {
            throw new AssertionError("unforeseen failure of " + words + ": " + error);
        }
        if (!traceWanted && STACK_TRACE.matcher(error).find()) {
            throw new AssertionError("stack trace of " + words + ": " + error);
        }
    }

    private static boolean isPrintable(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE -> false;
            default -> true;
        };
    }

    /** What lies in a directory, apart from what Jazzer writes about its findings. */
    private static Set<Path> entries(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.filter(entry -> !entry.getFileName().toString().startsWith("Crash_"))
                    .collect(Collectors.toCollection(HashSet::new));
        }
    }

    private static void delete(Path directory) throws IOException {
        List<Path> all;
        try (Stream<Path> walk = Files.walk(directory)) {
            all = new ArrayList<>(walk.toList());
        }
        all.sort(Comparator.reverseOrder());
        for (Path path : all) {
            Files.delete(path);
        }
    }

    private static FuzzCorpus corpus() {
        return FuzzCorpus.of(
                CliArgumentsFuzzTest.class,
                Stream.of(
                        CommandWords.pack(),
                        CommandWords.pack("show", "log.json", "-n", "1", "-o", "table"),
                        CommandWords.pack("show", "-", "logs", "--on-bad", "skip"),
                        CommandWords.pack("show", "log.json", "--on-bad", "fail", "--verbose"),
                        CommandWords.pack("stats", "log.json", "-o", "json"),
                        CommandWords.pack("stats", "logs/*.json", "no\u001b[31m.json"),
                        CommandWords.pack("convert", "log.json", "--to", "out.csv"),
                        CommandWords.pack("convert", "logs", "-o", "jsonl", "--to", "-"),
                        CommandWords.pack("convert", "log.json", "--to", "out.parquet"),
                        CommandWords.pack("convert", "log.json", "--to", "out.\u202exe"),
                        CommandWords.pack("load", "log.json", "--to", "csv:table"),
                        CommandWords.pack("load", "log.json", "logs", "--to", "duckdb:flows.duckdb"),
                        CommandWords.pack("query", "select count(*) from FlowLogs"),
                        CommandWords.pack("generate", "--tuples", "10", "--out", "made.json.gz", "--seed", "7"),
                        CommandWords.pack("generate", "--bytes", "500", "--format", "mixed", "--ipv6"),
                        CommandWords.pack("generate", "--tuples", "1", "--nics", "-1"),
                        CommandWords.pack("ls", "logs", "--long"),
                        CommandWords.pack("show", "log.json", "--max-record", "64k", "--max-depth", "10"),
                        CommandWords.pack(
                                "show", "-f", "in and not dst port 22", "--sort", "time", "-n", "1", "log.json"),
                        CommandWords.pack("show", "--columns", "time,src", "-o", "compat", "log.json"),
                        CommandWords.pack("drops", "-f", "denied", "--since", "6h", "logs"),
                        CommandWords.pack("drops", "-f", "denied and", "--print-kql"),
                        CommandWords.pack("explain", "10.0.0.6", "10.0.0.7:2", "log.json", "-o", "table"),
                        CommandWords.pack("ports", "10.0.0.6", "10.0.0.7:2", "--from", "2022-09-14", "log.json"),
                        CommandWords.pack("show", "--networks", "log.json", "-f", "net name:web"),
                        CommandWords.pack("help", "filter"),
                        CommandWords.pack("--version"),
                        CommandWords.pack("load", "--help"),
                        CommandWords.pack("shwo", "log.json"),
                        CommandWords.pack("show", "log.json", "--limit=x\ty"),
                        CommandWords.pack("show", "@args", "--", "-n")));
    }
}
