package io.github.flowlog.adx.source;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.PatternSyntaxException;

/**
 * Expands a pattern that the shell left as it was, segment by segment: {@code *}, {@code ?}, {@code [a-z]},
 * {@code {a,b}} within a name, {@code **} for any number of directories. Hidden entries match only a segment that
 * itself begins with a dot.
 */
final class GlobPattern {
    private final Path workingDirectory;
    private final List<UnreadableEntry> unreadable;

    /** Directories that cannot be listed are added to the list. */
    GlobPattern(Path workingDirectory, List<UnreadableEntry> unreadable) {
        this.workingDirectory = workingDirectory;
        this.unreadable = unreadable;
    }

    static boolean isPattern(String argument) {
        return argument.chars().anyMatch(c -> c == '*' || c == '?' || c == '[' || c == '{');
    }

    /** The paths that match, sorted; empty when there are none. */
    List<Path> expand(String pattern) throws IOException {
        Set<Path> paths = new TreeSet<>();
        boolean absolute = pattern.startsWith("/");
        paths.add(Path.of(absolute ? "/" : ""));
        for (String segment : pattern.split("/+", -1)) {
            if (!segment.isEmpty()) {
                paths = step(paths, segment);
            }
        }
        return List.copyOf(paths);
    }

    private Set<Path> step(Set<Path> parents, String segment) throws IOException {
        Set<Path> next = new TreeSet<>();
        Set<Path> entered = new HashSet<>();
        for (Path parent : parents) {
            if (segment.equals("**")) {
                Path onDisk = workingDirectory.resolve(parent);
                if (Files.isDirectory(onDisk)) {
                    addDirectoriesBelow(parent, onDisk.toRealPath(), next, entered);
                }
            } else if (!isPattern(segment)) {
                addIfExists(parent.resolve(segment), next);
            } else {
                addMatches(parent, segment, next);
            }
        }
        return next;
    }

    private void addIfExists(Path path, Set<Path> paths) {
        if (Files.exists(workingDirectory.resolve(path))) {
            paths.add(path);
        }
    }

    private void addMatches(Path parent, String segment, Set<Path> paths) throws IOException {
        if (!Files.isDirectory(workingDirectory.resolve(parent))) {
            return;
        }
        PathMatcher matcher = matcher(segment);
        for (Path entry : listed(parent, segment.startsWith("."))) {
            if (matcher.matches(entry.getFileName())) {
                paths.add(entry);
            }
        }
    }

    private static PathMatcher matcher(String segment) throws SourceNotFoundException {
        try {
            return FileSystems.getDefault().getPathMatcher("glob:" + segment);
        } catch (PatternSyntaxException e) {
            throw new SourceNotFoundException("There is no file " + segment + ", and it is no valid pattern either.");
        }
    }

    private void addDirectoriesBelow(Path directory, Path real, Set<Path> paths, Set<Path> entered) throws IOException {
        if (!entered.add(real)) {
            return;
        }
        paths.add(directory);
        for (Path entry : listed(directory, false)) {
            Path onDisk = workingDirectory.resolve(entry);
            if (Files.isDirectory(onDisk)) {
                addDirectoriesBelow(entry, realPath(onDisk, real), paths, entered);
            }
        }
    }

    /** The real path of an entry; to ask for it takes time that grows with the square of the depth. */
    static Path realPath(Path entry, Path realParent) throws IOException {
        return Files.isSymbolicLink(entry) ? entry.toRealPath() : realParent.resolve(entry.getFileName());
    }

    private List<Path> listed(Path directory, boolean hidden) {
        try {
            return entries(workingDirectory, directory, hidden);
        } catch (IOException e) {
            unreadable.add(new UnreadableEntry(directory, e));
            return List.of();
        }
    }

    /** The entries of a directory that are not hidden, sorted, named as the directory was named. */
    static List<Path> visibleEntries(Path workingDirectory, Path directory) throws IOException {
        return entries(workingDirectory, directory, false);
    }

    private static List<Path> entries(Path workingDirectory, Path directory, boolean hidden) throws IOException {
        List<Path> entries = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(workingDirectory.resolve(directory))) {
            for (Path entry : stream) {
                Path name = entry.getFileName();
                if (hidden || !name.toString().startsWith(".")) {
                    entries.add(directory.resolve(name));
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        entries.sort(null);
        return entries;
    }
}
