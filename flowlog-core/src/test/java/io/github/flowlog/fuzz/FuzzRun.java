package io.github.flowlog.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.Jazzer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A run of Jazzer over one target, in a process of its own.
 *
 * <p>{@code -Dflowlog.fuzz.duration=30m} says how long, {@code -Dflowlog.fuzz.directory=DIR} where corpus, log and
 * findings go; default: one minute, {@code target/fuzz} of the module. The corpus stays there, so that a second run goes
 * on where the first one ended.
 */
public final class FuzzRun {
    private static final Duration DURATION = Duration.parse(
            "PT" + System.getProperty("flowlog.fuzz.duration", "1m").toUpperCase(Locale.ROOT));
    private static final Path DIRECTORY =
            Path.of(System.getProperty("flowlog.fuzz.directory", "target/fuzz")).toAbsolutePath();
    private static final int FINDINGS_TO_STOP_AT = 20;

    private final Class<?> target;
    private final Path directory;
    private final int maxInputBytes;

    private FuzzRun(Class<?> target, int maxInputBytes) {
        this.target = target;
        this.directory = DIRECTORY.resolve(target.getSimpleName());
        this.maxInputBytes = maxInputBytes;
    }

    /** Fuzzes a target from its corpus and fails when something was found. */
    public static void of(Class<?> target, FuzzCorpus corpus, int maxInputBytes)
            throws IOException, InterruptedException {
        new FuzzRun(target, maxInputBytes).run(corpus);
    }

    private void run(FuzzCorpus corpus) throws IOException, InterruptedException {
        Path seeds = Files.createDirectories(directory.resolve("seeds"));
        Files.createDirectories(directory.resolve("corpus"));
        Files.createDirectories(directory.resolve("findings"));
        corpus.writeTo(seeds);
        copyDictionary();
        Path log = directory.resolve("log.txt");
        ProcessBuilder jazzer = new ProcessBuilder(command())
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        // File names may hold any character; the language is set apart from that.
        jazzer.environment().put("LC_ALL", "C.UTF-8");
        Process process = jazzer.start();
        try {
            assertThat(process.waitFor()).as("exit code of Jazzer, see %s", log).isZero();
        } finally {
            process.destroyForcibly();
        }
        try (Stream<Path> findings = Files.list(directory.resolve("findings"))) {
            assertThat(findings).as("findings, explained in %s", log).isEmpty();
        }
    }

    private void copyDictionary() throws IOException {
        try (InputStream dictionary = target.getResourceAsStream("/fuzz/" + target.getSimpleName() + ".dict")) {
            if (dictionary == null) {
                throw new IllegalStateException("no dictionary for " + target.getSimpleName());
            }
            Files.copy(dictionary, directory.resolve("dictionary"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private List<String> command() {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-XX:+EnableDynamicAgentLoading",
                "-Duser.language=tr",
                "-cp",
                System.getProperty("java.class.path"),
                Jazzer.class.getName()));
        command.addAll(List.of(
                "--target_class=" + target.getName(),
                "--instrumentation_includes=io.github.flowlog.**",
                // What judges the product need not guide the search.
                "--instrumentation_excludes=io.github.flowlog.oracle.**:io.github.flowlog.fuzz.**",
                "--custom_hook_includes=none",
                // It reads SQL with a parser that does not know the dialect of DuckDB.
                "--disabled_hooks=com.code_intelligence.jazzer.sanitizers.SqlInjection",
                "--keep_going=" + FINDINGS_TO_STOP_AT,
                "--reproducer_path=" + directory,
                "-artifact_prefix=" + directory.resolve("findings") + "/",
                "-dict=dictionary",
                "-max_len=" + maxInputBytes,
                "-max_total_time=" + DURATION.toSeconds(),
                "-timeout=60",
                "-rss_limit_mb=3000",
                "-print_final_stats=1",
                "corpus",
                "seeds"));
        return command;
    }
}
