package io.github.flowlog.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Other people's programs, compiled and run against the packaged jars and nothing else: no build tool, no repository. */
final class PackagedArtifactsTest {
    /** What a library user may leave out: the POM calls these optional. */
    private static final List<String> OPTIONAL = List.of("picocli", "progressbar", "jline", "duckdb", "slf4j-nop");

    private static final String READER = """
            package consumer;

            import io.github.flowlog.FlowBatch;
            import io.github.flowlog.FlowLogReader;
            import io.github.flowlog.filter.FlowFilter;
            import io.github.flowlog.filter.FlowMatcher;
            import java.io.IOException;
            import java.nio.file.Path;

            public final class Main {
                public static void main(String[] logs) throws IOException {
                    FlowMatcher denied = FlowFilter.parse("denied").matcher();
                    try (FlowLogReader reader = FlowLogReader.open(Path.of(logs[0]))) {
                        FlowBatch batch = FlowBatch.create();
                        while (reader.next(batch)) {
                            System.out.println(denied.select(batch).size() + " of " + batch.size());
                        }
                    }
                }
            }
            """;

    private static final String LOADER = """
            package consumer;

            import io.github.flowlog.adx.FlowLogLoader;
            import io.github.flowlog.adx.LoadListener;
            import io.github.flowlog.adx.LoadRequest;
            import io.github.flowlog.adx.source.FoundLogs;
            import io.github.flowlog.adx.source.SourceFinder;
            import io.github.flowlog.adx.target.LoadTarget;
            import io.github.flowlog.adx.target.csv.CsvTarget;
            import io.github.flowlog.problem.BadInputPolicy;
            import java.io.IOException;
            import java.nio.file.Path;
            import java.util.List;

            public final class Main {
                public static void main(String[] arguments) throws IOException {
                    try (LoadTarget target = CsvTarget.open(Path.of("csv"));
                            FoundLogs found = SourceFinder.find(List.of(arguments[0]), Path.of("").toAbsolutePath(), System.in)) {
                        LoadRequest request = new LoadRequest(found.logs(), BadInputPolicy.STRICT);
                        System.out.println(FlowLogLoader.create(target).load(request, LoadListener.NONE, () -> false).rows());
                    }
                }
            }
            """;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"-p", "-cp"})
    void coreIsOneJarThatNeedsNothing(String path) throws Exception {
        Path core = Packaged.coreJar();
        List<String> sources = new ArrayList<>(List.of(source("Main.java", READER)));
        if (path.equals("-p")) {
            sources.add(source("module-info.java", "module consumer { requires io.github.flowlog.core; }"));
        }
        // no warning either: a user may have -Werror
        compile(path, core.toString(), sources, List.of("-Xlint:all", "-Werror"));

        String main = path.equals("-p") ? "-m" : "consumer.Main";
        List<String> command =
                new ArrayList<>(List.of(java(), path, core + File.pathSeparator + folder.resolve("classes")));
        command.addAll(path.equals("-p") ? List.of(main, "consumer/consumer.Main") : List.of(main));
        command.add(SampleLog.POST_OF_2017.path().toString());

        assertThat(new ChildProcess(folder, Map.of()).run(command).out()).isEqualTo("1 of 9\n");
    }

    @Test
    void loaderNeedsNothingThatIsOptional() throws Exception {
        String libraries = Packaged.libraries().stream()
                .filter(jar -> OPTIONAL.stream().noneMatch(jar.getFileName().toString()::startsWith))
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
        compile("-cp", libraries, List.of(source("Main.java", LOADER)), List.of());

        List<String> command = List.of(
                java(),
                "-cp",
                libraries + File.pathSeparator + folder.resolve("classes"),
                "consumer.Main",
                SampleLog.POST_OF_2017.path().toString());

        assertThat(new ChildProcess(folder, Map.of()).run(command).out()).isEqualTo("9\n");
    }

    @Test
    void jarsAreModulesWithTheirLicence() throws IOException, URISyntaxException {
        assertThat(moduleName(Packaged.coreJar())).isEqualTo("io.github.flowlog.core");
        assertThat(moduleName(Packaged.loaderJar())).isEqualTo("io.github.flowlog.adx");
        for (Path path : List.of(Packaged.coreJar(), Packaged.loaderJar())) {
            try (JarFile jar = new JarFile(path.toFile())) {
                assertThat(jar.getEntry("META-INF/LICENSE")).isNotNull();
                assertThat(jar.getManifest().getMainAttributes().getValue("Implementation-Version"))
                        .isNotBlank();
            }
        }
    }

    private static String moduleName(Path jar) {
        return ModuleFinder.of(jar).findAll().stream()
                .map(module -> module.descriptor())
                .map(ModuleDescriptor::name)
                .collect(Collectors.joining());
    }

    private String source(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private void compile(String path, String libraries, List<String> sources, List<String> options) {
        List<String> arguments = new ArrayList<>(options);
        arguments.addAll(
                List.of("--release", "17", "-d", folder.resolve("classes").toString(), path, libraries));
        arguments.addAll(sources);
        StringWriter said = new StringWriter();
        PrintWriter writer = new PrintWriter(said);
        int code = ToolProvider.findFirst("javac").orElseThrow().run(writer, writer, arguments.toArray(String[]::new));
        assertThat(code).as(said.toString()).isZero();
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
