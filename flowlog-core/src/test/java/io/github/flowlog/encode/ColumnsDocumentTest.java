package io.github.flowlog.encode;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class ColumnsDocumentTest {

    @Test
    void documentSaysWhatTheCodeDoes() throws IOException {
        Path document = Path.of(System.getProperty("flowlog.root", ".."))
                .resolve("docs")
                .resolve("COLUMNS.md");
        String text = ColumnsDocument.text();
        if (System.getProperty("golden.update") != null) {
            assertThat(System.getenv("CI"))
                    .as("CI compares golden files, it does not rewrite them")
                    .isNotEqualTo("true");
            Files.createDirectories(document.getParent());
            Files.writeString(document, text);
        }

        assertThat(Files.readString(document))
                .as("%s, rewritten by -Dgolden.update", document)
                .isEqualTo(text);
    }

    @Test
    void documentHasARowForEachColumnOfEachTable() {
        assertThat(ColumnsDocument.text().lines().filter(line -> line.matches("\\| \\d+ \\|.*")))
                .hasSize(FlowColumn.values().length + ResourceColumn.values().length + SourceColumn.values().length);
    }
}
