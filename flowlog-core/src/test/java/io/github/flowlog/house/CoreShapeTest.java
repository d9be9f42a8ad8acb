package io.github.flowlog.house;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flowlog.FlowLogReader;
import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class CoreShapeTest {

    @Test
    void exportsWhatUsersNeedAndNothingInternal() throws URISyntaxException {
        assertThat(exported())
                .containsExactlyInAnyOrder(
                        "io.github.flowlog",
                        "io.github.flowlog.aggregate",
                        "io.github.flowlog.encode",
                        "io.github.flowlog.filter",
                        "io.github.flowlog.net",
                        "io.github.flowlog.problem",
                        "io.github.flowlog.synthetic");
    }

    @Test
    void packagesKnowEachOtherInOneDirection() throws URISyntaxException {
        PackageGraph packages = PackageGraph.of(classes(), "io.github.flowlog");

        assertThat(packages.packages()).contains("io.github.flowlog.internal.scan");
        assertThat(packages.cycles()).isEmpty();
    }

    @Test
    void publicApiIsTheOneInTheFile() throws IOException, URISyntaxException, ClassNotFoundException {
        Set<String> exported = exported();

        GoldenFile.check("flowlog-core/src/test/resources/golden/api.txt", PublicApi.of(classes(), exported::contains));
    }

    private static Set<String> exported() throws URISyntaxException {
        ModuleDescriptor core = ModuleFinder.of(classes())
                .find("io.github.flowlog.core")
                .orElseThrow()
                .descriptor();
        return core.exports().stream()
                .filter(export -> !export.isQualified())
                .map(ModuleDescriptor.Exports::source)
                .collect(Collectors.toSet());
    }

    private static Path classes() throws URISyntaxException {
        return Path.of(FlowLogReader.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
    }
}
