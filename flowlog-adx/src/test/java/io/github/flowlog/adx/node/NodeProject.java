package io.github.flowlog.adx.node;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.opentest4j.TestAbortedException;

/**
 * The programs and packages of {@code src/test/node}, installed below the target directory.
 *
 * <p>Without node and npm, tests that need them are skipped with one line on standard error; {@code -Dflowlog.requireNode=true} makes
 * that a failure.
 */
public final class NodeProject {
    private static final long INSTALL_MINUTES = 15;

    private final Path directory;

    private NodeProject(Path directory) {
        this.directory = directory;
    }

    /**
     * Copies the project and installs its packages, unless a copy with the same lock file is there.
     *
     * @throws TestAbortedException when there is no node, no npm, or npm cannot install
     */
    public static synchronized NodeProject install() throws IOException, InterruptedException {
        Path source = Path.of(System.getProperty("flowlog.root"), "flowlog-adx", "src", "test", "node");
        Path directory = Files.createDirectories(target().resolve("node"));
        try (DirectoryStream<Path> files = Files.newDirectoryStream(source)) {
            for (Path file : files) {
                Files.copy(file, directory.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        NodeProject project = new NodeProject(directory);
        project.run("node", "--version");
        String lock = Files.readString(directory.resolve("package-lock.json"));
        Path installed = directory.resolve("installed.json");
        if (!Files.exists(installed) || !Files.readString(installed).equals(lock)) {
            project.run("npm", "ci");
            Files.writeString(installed, lock);
        }
        return project;
    }

    /** A process that runs one of the programs of the project, or of its packages. */
    public ProcessBuilder node(String program, String... arguments) {
        List<String> command = new ArrayList<>(List.of("node", program));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).directory(directory.toFile());
    }

    private void run(String... command) throws IOException, InterruptedException {
        Path log = directory.resolve(command[0] + ".log");
        Process process;
        try {
            process = new ProcessBuilder(onThisSystem(command))
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
        } catch (IOException missing) {
            throw unavailable(command[0] + " is not on the PATH");
        }
        if (!process.waitFor(INSTALL_MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw unavailable(String.join(" ", command) + " took more than " + INSTALL_MINUTES + " minutes");
        }
        if (process.exitValue() != 0) {
            throw unavailable(String.join(" ", command) + " failed, see " + log);
        }
    }

    /** On Windows npm is a batch file, which only a shell finds by its short name. */
    private static List<String> onThisSystem(String... command) {
        List<String> words = new ArrayList<>(List.of(command));
        if (System.getProperty("os.name").startsWith("Windows")) {
            words.addAll(0, List.of("cmd", "/c"));
        }
        return words;
    }

    private static RuntimeException unavailable(String reason) {
        String line = "Tests on node cannot run: " + reason;
        if (Boolean.getBoolean("flowlog.requireNode")) {
            throw new AssertionError(line + " (-Dflowlog.requireNode=true)");
        }
        System.err.println(line + "; they are skipped.");
        return new TestAbortedException(line);
    }

    private static Path target() {
        try {
            return Path.of(NodeProject.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .getParent();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
