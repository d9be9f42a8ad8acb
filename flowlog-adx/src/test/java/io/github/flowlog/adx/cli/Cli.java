package io.github.flowlog.adx.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.flowlog.adx.cli.terminal.Interrupts;
import io.github.flowlog.adx.cli.terminal.Terminal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Runs command lines in this process, in a directory of their own, with a clock that ticks 10 ms a look. */
final class Cli {
    /** What time it is in every run. */
    static final Instant NOW = Instant.parse("2017-03-21T18:30:00Z");

    private static final Pattern WORD = Pattern.compile("(?:\"[^\"]*\"|'[^']*'|[^\\s\"'])+");
    private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"|'([^']*)'");
    private static final long TICK = 10_000_000;

    private final Path directory;
    private final Map<String, String> environment = new HashMap<>();
    private Terminal.OutputKind outKind = Terminal.OutputKind.FILE;
    private @Nullable OutputStream otherOutput;
    private @Nullable OutputStream otherErr;
    private boolean errIsTerminal;
    private int screenWidth;
    private byte[] input = {};
    private Interrupts interrupts = firstTime -> () -> false;

    Cli(Path directory) {
        this.directory = directory;
    }

    Cli onTerminal(int width) {
        outKind = Terminal.OutputKind.TERMINAL;
        errIsTerminal = true;
        screenWidth = width;
        return this;
    }

    Cli withEnvironment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    Cli withInput(byte[] bytes) {
        input = bytes.clone();
        return this;
    }

    Cli withOutput(Terminal.OutputKind kind, OutputStream stream) {
        outKind = kind;
        otherOutput = stream;
        return this;
    }

    Cli withErr(OutputStream stream) {
        otherErr = stream;
        return this;
    }

    Cli withInterrupts(Interrupts newInterrupts) {
        interrupts = newInterrupts;
        return this;
    }

    /** The words of a command line behind its first, as a shell parts them; quotes of both kinds are known. */
    static String[] words(String commandLine) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(commandLine);
        while (word.find()) {
            words.add(QUOTED.matcher(word.group()).replaceAll("$1$2"));
        }
        return words.subList(1, words.size()).toArray(String[]::new);
    }

    Result run(String... arguments) {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        AtomicLong clock = new AtomicLong();
        Terminal terminal = new Terminal(
                new ByteArrayInputStream(input),
                otherOutput == null ? printed : otherOutput,
                otherErr == null ? err : otherErr,
                Map.copyOf(environment),
                outKind,
                errIsTerminal,
                () -> screenWidth,
                () -> clock.getAndAdd(TICK),
                () -> NOW,
                interrupts,
                directory);
        int exitCode = FlowLog.run(terminal, arguments);
        return new Result(exitCode, printed.toString(UTF_8), err.toString(UTF_8));
    }

    /** Runs a command line in a process of its own, as another user of a file would. */
    static Result runApart(Path directory, String... arguments) throws IOException, InterruptedException {
        return runApart(directory, Path.of(System.getProperty("java.io.tmpdir")), arguments);
    }

    /** The same with another folder for temporary files. */
    static Result runApart(Path directory, Path temporary, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + temporary,
                // as the distribution's manifest says, so that newer JDKs do not warn of DuckDB's library
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                FlowLog.class.getName()));
        command.addAll(List.of(arguments));
        Path err = Files.createTempFile("flowlog", ".err");
        try {
            Process process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectError(err.toFile())
                    .start();
            String out = new String(process.getInputStream().readAllBytes(), UTF_8);
            return new Result(process.waitFor(), out, Files.readString(err));
        } finally {
            Files.delete(err);
        }
    }

    /** Copies a sample log of the tests into the directory. */
    static Path copySample(String name, Path to) throws IOException {
        try (InputStream in = Cli.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalArgumentException("no sample " + name);
            }
            Files.write(to, in.readAllBytes());
            return to;
        }
    }

    record Result(int exitCode, String out, String err) {
        List<String> outLines() {
            return out.lines().toList();
        }

        Stream<String> errLines() {
            return err.lines();
        }
    }
}
