package io.github.flowlog.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The code in the README is that of the examples. */
final class ReadmeTest {
    private static final Path README = Checkout.ROOT.resolve("README.md");
    private static final Pattern OPENING = Pattern.compile("(?m)^<!-- example: (.+?) -->$");
    private static final Pattern SNIPPET =
            Pattern.compile("(?ms)^<!-- example: (\\w+) -->\n```java\n(.*?)^```\n<!-- end -->$");
    private static final Pattern REGION = Pattern.compile("(?ms)^ *// region\n(.*?)\n *// end region$");

    @Test
    void snippetsAreRegionsOfTheExamples() throws IOException {
        assumeTrue(Files.exists(README), "no README.md in this checkout");
        String readme = read(README);
        List<MatchResult> snippets = SNIPPET.matcher(readme).results().toList();

        assertThat(snippets).as("snippets in README.md").isNotEmpty();
        for (MatchResult snippet : snippets) {
            assertThat(snippet.group(2))
                    .as("README.md, example %s", snippet.group(1))
                    .isEqualTo(region(snippet.group(1)));
        }
    }

    @Test
    void everyMarkerInReadmeOpensASnippet() throws IOException {
        assumeTrue(Files.exists(README), "no README.md in this checkout");
        String readme = read(README);

        assertThat(SNIPPET.matcher(readme).results().map(snippet -> snippet.group(1)))
                .as("examples whose marker is followed by a java block and <!-- end -->")
                .containsExactlyElementsOf(OPENING.matcher(readme)
                        .results()
                        .map(opening -> opening.group(1))
                        .toList());
    }

    private static String region(String example) throws IOException {
        Path source = Checkout.SOURCES.resolve(example + ".java");
        Matcher region = REGION.matcher(read(source));
        assertThat(region.find()).as("%s has a region", source).isTrue();
        // Without its last line feed: stripIndent takes an empty last line for one without indent.
        return region.group(1).stripIndent() + "\n";
    }

    /** A checkout on Windows may have other line ends. */
    private static String read(Path file) throws IOException {
        return Files.readString(file).replace("\r\n", "\n");
    }
}
