package io.github.flowlog.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the documents name is there: linked files, and classes in the documents for contributors. */
final class DocumentsTest {
    private static final Pattern LINK = Pattern.compile("]\\(([^)#]+)(?:#[^)]*)?\\)");
    private static final Pattern CODE = Pattern.compile("`([^`\n]+)`");
    /** Two capital letters with a small one between them: the name of a class, and not a word or a constant. */
    private static final Pattern CLASS =
            Pattern.compile("(?:[\\w-]+/)*([A-Z][a-z0-9]+(?:[A-Z][a-z0-9]+)+)(?:\\.\\w+)*");

    private static final Path ROOT = Path.of(System.getProperty("flowlog.root", ".."));

    @Test
    void linksLeadToFiles() throws IOException {
        List<String> broken = new ArrayList<>();
        for (Path document : documents()) {
            Matcher links = LINK.matcher(Files.readString(document));
            while (links.find()) {
                String target = links.group(1);
                if (!target.contains("://") && !Files.exists(document.resolveSibling(target))) {
                    broken.add(ROOT.relativize(document) + ": " + target);
                }
            }
        }

        assertThat(broken).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"CONTRIBUTING.md", "SECURITY.md", "docs/ARCHITECTURE.md"})
    void classesExist(String document) throws IOException {
        Set<String> classes = classes();
        Set<String> missing = new TreeSet<>();
        Matcher codes = CODE.matcher(Files.readString(ROOT.resolve(document)));
        while (codes.find()) {
            Matcher name = CLASS.matcher(codes.group(1));
            if (name.matches() && !classes.contains(name.group(1))) {
                missing.add(name.group(1));
            }
        }

        assertThat(missing).isEmpty();
    }

    private static List<Path> documents() throws IOException {
        try (Stream<Path> top = Files.list(ROOT);
                Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
            return Stream.concat(top, docs)
                    .filter(file -> file.toString().endsWith(".md"))
                    .toList();
        }
    }

    private static Set<String> classes() throws IOException {
        Set<String> names = new TreeSet<>();
        for (String module : List.of("flowlog-core", "flowlog-adx", "flowlog-bench", "examples")) {
            Files.walkFileTree(ROOT.resolve(module).resolve("src"), new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    String name = file.getFileName().toString();
                    if (name.endsWith(".java")) {
                        names.add(name.substring(0, name.length() - 5));
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        }
        return names;
    }
}
