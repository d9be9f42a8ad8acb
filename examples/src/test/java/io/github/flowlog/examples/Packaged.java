package io.github.flowlog.examples;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.flowlog.FlowLogReader;
import io.github.flowlog.adx.FlowLogLoader;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What a build has packaged. Where it has only compiled, as {@code mvn test} does, the tests that ask are skipped. */
final class Packaged {
    private Packaged() {}

    static Path coreJar() throws URISyntaxException {
        return jarOf(FlowLogReader.class);
    }

    static Path loaderJar() throws URISyntaxException {
        return jarOf(FlowLogLoader.class);
    }

    /** Our own jars and those of others that the command line runs with. */
    static List<Path> libraries() throws IOException, URISyntaxException {
        try (Stream<Path> jars =
                Files.list(loaderJar().resolveSibling("flowlog").resolve("lib"))) {
            return jars.sorted().toList();
        }
    }

    /** The distribution, which {@code -Dquick} leaves out. */
    static Path zip() throws IOException, URISyntaxException {
        String jar = loaderJar().getFileName().toString();
        Path zip = loaderJar()
                .resolveSibling(jar.replace("flowlog-adx-", "flowlog-").replace(".jar", ".zip"));
        assumeTrue(Files.exists(zip), "the distribution is not packaged; mvn verify does that");
        return zip;
    }

    private static Path jarOf(Class<?> type) throws URISyntaxException {
        Path place =
                Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        assumeTrue(Files.isRegularFile(place), "the modules are not packaged; mvn verify does that");
        return place;
    }
}
