package io.github.flowlog.adx;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.flowlog.house.GoldenFile;
import io.github.flowlog.house.PackageGraph;
import io.github.flowlog.house.PublicApi;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which packages may know which libraries and each other, read from the class files, and what is public in them. */
class ArchitectureTest {
    private static final String COMMAND_LINE = "io.github.flowlog.adx.cli";

    @Test
    void keepsTheCommandLinesLibrariesOutOfTheLibrary() throws Exception {
        assertThat(classesNaming("picocli/")).isNotEmpty().allMatch(name -> name.startsWith("cli/"));
        assertThat(classesNaming("me/tongfei/")).isNotEmpty().allMatch(name -> name.startsWith("cli/"));
        assertThat(classesNaming("io/github/flowlog/adx/cli/")).allMatch(name -> name.startsWith("cli/"));
        for (String backend : List.of("org/slf4j/simple", "org/slf4j/nop", "org/slf4j/jul", "ch/qos/logback")) {
            assertThat(classesNaming(backend)).isEmpty();
        }
    }

    @Test
    void keepsDuckDbInItsPackage() throws Exception {
        assertThat(classesNaming("java/sql/")).isNotEmpty().allMatch(name -> name.startsWith("duckdb/"));
        assertThat(classesNaming("org/duckdb/")).allMatch(name -> name.startsWith("duckdb/"));
    }

    @Test
    void keepsTheSdksBehindOurOwnInterfaces() throws Exception {
        assertThat(classesNaming("com/microsoft/azure/kusto/"))
                .isNotEmpty()
                .allMatch(name -> name.startsWith("kusto/"));
        assertThat(classesNaming("com/azure/"))
                .isNotEmpty()
                .allMatch(name -> name.startsWith("kusto/") || name.startsWith("storage/"));
        for (String behindTheSdk : List.of("reactor/", "org/apache/http/", "com/fasterxml/jackson/databind/")) {
            assertThat(classesNaming(behindTheSdk)).allMatch(name -> name.startsWith("kusto/"));
        }
    }

    @Test
    void packagesKnowEachOtherInOneDirection() throws Exception {
        PackageGraph packages = PackageGraph.of(classes(), "io.github.flowlog.adx");

        assertThat(packages.packages()).contains("io.github.flowlog.adx.target.cluster");
        assertThat(packages.cycles()).isEmpty();
    }

    /** Commands know what they share, and nothing of commands in other packages. */
    @Test
    void commandsStandOnWhatTheyShare() throws Exception {
        PackageGraph packages = PackageGraph.of(classes(), COMMAND_LINE);
        List<String> shared = List.of("text", "terminal", "output", "input");
        Map<String, List<String>> known = Map.of(
                "text",
                List.of(),
                "terminal",
                List.of("text"),
                "output",
                List.of("text", "terminal"),
                "input",
                List.of("text", "terminal"),
                "flows",
                shared,
                "pair",
                shared,
                "totals",
                shared,
                "load",
                shared);

        assertThat(packages.packages())
                .containsAll(known.keySet().stream().map(ArchitectureTest::part).toList());
        known.forEach((part, others) -> assertThat(packages.knownTo(part(part)))
                .allMatch(name -> name.equals(part(part))
                        || others.stream().map(ArchitectureTest::part).anyMatch(name::equals)));
    }

    private static String part(String name) {
        return COMMAND_LINE + '.' + name;
    }

    /**
     * The jar is an automatic module, so that every package is exported: what is public is API. Only parts of the command line
     * are public for each other; nobody is promised anything but its entry.
     */
    @Test
    void publicApiIsTheOneInTheFile() throws Exception {
        GoldenFile.check(
                "flowlog-adx/src/test/resources/golden/api.txt",
                PublicApi.of(classes(), name -> !name.startsWith(part(""))));
    }

    private static List<String> classesNaming(String text) throws IOException, URISyntaxException {
        Path root = classes().resolve("io/github/flowlog/adx");
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".class"))
                    .filter(file -> content(file).contains(text))
                    .map(file -> root.relativize(file).toString())
                    .toList();
        }
    }

    private static Path classes() throws URISyntaxException {
        return Path.of(FlowLogLoader.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
    }

    private static String content(Path file) {
        try {
            return Files.readString(file, ISO_8859_1);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
