package io.github.flowlog.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;

/** A file of the checkout that holds what code says; {@code -Dgolden.update} rewrites it, to be read as a difference. */
public final class GoldenFile {
    private GoldenFile() {}

    /** Fails when the file, named from the top of the checkout, does not hold the text. */
    public static void check(String path, String text) throws IOException {
        Path file = Path.of(System.getProperty("flowlog.root", "..")).resolve(path);
        if (System.getProperty("golden.update") != null) {
            assertThat(System.getenv("CI"))
                    .as("CI compares golden files, it does not rewrite them")
                    .isNotEqualTo("true");
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        }
        assertThat(file).as("%s, written by -Dgolden.update", path).exists();
        String golden = Files.readString(file);
        assertThat(golden.equals(text))
                .as(
                        "%s is stale; run this test with -Dgolden.update and read the difference:%n%s%s",
                        path, only(golden, text, "- "), only(text, golden, "+ "))
                .isTrue();
    }

    /** The lines of a text that another one does not have, each behind a sign. */
    private static String only(String text, String other, String sign) {
        Set<String> known = other.lines().collect(Collectors.toSet());
        return text.lines()
                .filter(line -> !known.contains(line))
                .map(line -> sign + line + "\n")
                .collect(Collectors.joining());
    }
}
