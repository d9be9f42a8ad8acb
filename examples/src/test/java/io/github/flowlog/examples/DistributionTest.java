package io.github.flowlog.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The zip that a user unpacks. */
final class DistributionTest {
    private static final Pattern LICENCE = Pattern.compile("\\| ([\\w-]+) \\| [^|]+ \\| (\\S+) \\|");

    @TempDir
    static Path folder;

    /** With a blank in its name, as on many a desk. */
    private static Path home;

    @BeforeAll
    static void unpack() throws Exception {
        assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
        Path top = Files.createDirectories(folder.resolve("my programs"));
        try (FileSystem zip = FileSystems.newFileSystem(Packaged.zip(), Map.of("enablePosixFileAttributes", true))) {
            for (Path root : zip.getRootDirectories()) {
                unpack(root, top);
            }
        }
        try (Stream<Path> unpacked = Files.list(top)) {
            home = unpacked.toList().get(0);
        }
    }

    private static void unpack(Path root, Path top) throws IOException {
        try (Stream<Path> entries = Files.walk(root)) {
            for (Path entry : entries.toList()) {
                Path to = top.resolve(root.relativize(entry).toString());
                if (Files.isDirectory(entry)) {
                    Files.createDirectories(to);
                } else {
                    Files.copy(entry, to);
                    Files.setPosixFilePermissions(to, Files.getPosixFilePermissions(entry));
                }
            }
        }
    }

    @Test
    void everyJarHasItsLicence() throws IOException {
        Map<String, String> texts = new TreeMap<>();
        Matcher rows = LICENCE.matcher(Files.readString(home.resolve("licenses/README.md")));
        while (rows.find()) {
            texts.put(rows.group(1), rows.group(2));
        }
        try (Stream<Path> jars = Files.list(home.resolve("lib"))) {
            assertThat(jars.map(jar -> jar.getFileName().toString().replaceFirst("-\\d.*", "")))
                    .as("each jar has a row in flowlog-adx/src/distribution/licenses/README.md, and each row a jar")
                    .containsExactlyInAnyOrderElementsOf(texts.keySet());
        }
        assertThat(texts.values())
                .allMatch(text -> Files.exists(home.resolve("licenses").resolve(text)));
    }

    /** Cmd loses labels in a script whose lines end as on Unix. */
    @Test
    void launcherOfWindowsHasTheLineEndsOfWindows() throws IOException {
        assertThat(Files.readString(home.resolve("bin/flowlog.bat")).split("\n", -1))
                .hasSizeGreaterThan(2)
                .allMatch(line -> line.isEmpty() || line.endsWith("\r"));
    }

    @Test
    void startsFromAnyFolderWithNothingButJava() throws Exception {
        Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
        Path link = Files.createSymbolicLink(elsewhere.resolve("fl"), home.resolve("bin/flowlog"));
        ChildProcess shell = new ChildProcess(elsewhere, Map.of("JAVA_HOME", System.getProperty("java.home")));

        ChildProcess.Output first =
                shell.run(List.of(home.resolve("bin/flowlog").toString(), "--version"));
        ChildProcess.Output second = shell.run(List.of(
                link.toString(),
                "top",
                "--by",
                "rule",
                "-o",
                "csv",
                SampleLog.POST_OF_2017.path().toString()));

        assertThat(first.out()).startsWith("flowlog ");
        assertThat(first.err()).isEqualTo("flowlog: preparing faster starts (once for each Java)\n");
        assertThat(second.out()).contains("DefaultRule_DenyAllInBound");
        assertThat(second.err()).startsWith("Read 1 file, 1 record, 9 tuples");
    }

    @Test
    void startsWhereItMayNotWrite() throws Exception {
        assumeTrue(!"root".equals(System.getProperty("user.name")), "root may write everywhere");
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("r-xr-xr-x"));
        try {
            ChildProcess shell = new ChildProcess(folder, Map.of("JAVA_HOME", System.getProperty("java.home")));

            assertThat(shell.run(List.of(home.resolve("bin/flowlog").toString(), "--version"))
                            .out())
                    .startsWith("flowlog ");
        } finally {
            Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }
}
