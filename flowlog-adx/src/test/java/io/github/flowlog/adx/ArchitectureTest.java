package io.github.flowlog.adx;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which packages may know which libraries, read from the names in the class files. */
class ArchitectureTest {
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

    private static List<String> classesNaming(String text) throws IOException, URISyntaxException {
        Path root = Path.of(FlowLogLoader.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .resolve("io/github/flowlog/adx");
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".class"))
                    .filter(file -> content(file).contains(text))
                    .map(file -> root.relativize(file).toString())
                    .toList();
        }
    }

    private static String content(Path file) {
        try {
            return Files.readString(file, ISO_8859_1);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
