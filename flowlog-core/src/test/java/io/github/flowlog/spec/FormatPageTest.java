package io.github.flowlog.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/FORMAT.md and the spec tables name each other's rules and no others. */
class FormatPageTest {
    private static final Pattern ID = Pattern.compile("`([a-z0-9]+(?:-v[0-9])?-[0-9]{2})`");

    @Test
    void citesOnlyRowsThatExist() throws IOException {
        Set<String> cited = cited();

        assertThat(cited).hasSizeGreaterThan(100);
        assertThat(SpecTables.ids()).containsAll(cited);
    }

    @Test
    void answersEachQuestionWithARowThatPinsIt() throws IOException {
        List<String> questions = Files.readAllLines(formatPage()).stream()
                .filter(line -> line.startsWith("| ") && line.contains("? |"))
                .toList();

        assertThat(questions)
                .hasSizeGreaterThan(30)
                .allMatch(line -> ID.matcher(line).find());
    }

    @Test
    void givesEachRowAnIdOfItsOwn() {
        assertThat(SpecTables.ids())
                .doesNotHaveDuplicates()
                .allMatch(id -> ID.matcher('`' + id + '`').matches());
    }

    private static Set<String> cited() throws IOException {
        Set<String> cited = new TreeSet<>();
        Matcher ids = ID.matcher(Files.readString(formatPage(), StandardCharsets.UTF_8));
        while (ids.find()) {
            cited.add(ids.group(1));
        }
        return cited;
    }

    private static Path formatPage() {
        Path folder = Path.of("").toAbsolutePath();
        Path inModule = folder.resolve("docs/FORMAT.md");
        return Files.exists(inModule) ? inModule : folder.resolve("../docs/FORMAT.md");
    }
}
