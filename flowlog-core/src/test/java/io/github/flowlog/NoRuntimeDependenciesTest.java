package io.github.flowlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Requires;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.net.URISyntaxException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class NoRuntimeDependenciesTest {

    @Test
    void moduleNeedsJavaBaseAloneAtRunTime() throws URISyntaxException {
        // Tests run on the class path, so the module is looked up where its classes come from.
        Path classes = Path.of(FlowLogReader.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        ModuleDescriptor core = ModuleFinder.of(classes)
                .find("io.github.flowlog.core")
                .map(ModuleReference::descriptor)
                .orElseThrow();

        assertThat(core.requires())
                .filteredOn(requires -> !requires.modifiers().contains(Requires.Modifier.STATIC))
                .extracting(Requires::name)
                .containsExactly("java.base");
    }
}
