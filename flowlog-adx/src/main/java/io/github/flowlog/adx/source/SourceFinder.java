package io.github.flowlog.adx.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Turns the arguments of a command into logs: files, directories, glob patterns, URLs of storage accounts, {@code -} for standard
 * input.
 *
 * <p>A file that is named is taken whatever its name. A directory is searched with all its subdirectories: hidden
 * entries are passed over, links are followed but no directory is entered twice, and files named like logs
 * ({@code .json}, {@code .jsonl}, {@code .ndjson}, each also with {@code .gz}) are taken in sorted order. A file that
 * is reached twice is taken once. A directory that cannot be listed is reported and the search goes on.
 * <b>Thread-safety:</b> none; one finder, one call.
 */
public final class SourceFinder {
    private static final int NAMED_BLOBS = 3;
    private static final Pattern LOG_NAME = Pattern.compile(".+\\.(json|jsonl|ndjson)(\\.gz)?", Pattern.DOTALL);
    private static final Pattern QUARANTINE_NAME = Pattern.compile("(.+\\.)?quarantine\\.jsonl", Pattern.DOTALL);
    private static final Pattern URL = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+://.*", Pattern.DOTALL);

    /** A shared access signature behind what was meant as a URL and lacks its beginning. */
    private static final Pattern SIGNED =
            Pattern.compile(".*\\?(.*&)?sig=.*", Pattern.DOTALL | Pattern.CASE_INSENSITIVE);

    private final Path workingDirectory;
    private final @Nullable InputStream standardInput;
    private final AccountLogs accounts;
    private final Map<Object, FlowLogSource> logs = new LinkedHashMap<>();
    private final Set<Path> entered = new HashSet<>();
    private final List<Path> ignored = new ArrayList<>();
    private final List<String> firstIgnoredBlobs = new ArrayList<>();
    private long ignoredBlobs;
    private final List<String> emptyAccounts = new ArrayList<>();
    private final List<UnreadableEntry> unreadable = new ArrayList<>();
    private final List<Path> spooled = new ArrayList<>();
    private boolean standardInputTaken;
    private boolean reachedLog;

    /** Without standard input nothing is opened. */
    private SourceFinder(Path workingDirectory, @Nullable InputStream standardInput, AccountLogs accounts) {
        this.workingDirectory = workingDirectory;
        this.standardInput = standardInput;
        this.accounts = accounts;
    }

    /**
     * Finds the logs of all arguments on this machine.
     *
     * @param arguments paths, patterns or {@code -}
     * @param workingDirectory what relative paths are relative to
     * @param standardInput read to its end when {@code -} is among the arguments
     * @throws SourceNotFoundException when an argument leads to no log
     */
    public static FoundLogs find(List<String> arguments, Path workingDirectory, InputStream standardInput)
            throws IOException {
        return find(arguments, workingDirectory, standardInput, SourceFinder::noAccounts);
    }

    /**
     * Finds the logs of all arguments.
     *
     * @param arguments paths, patterns, URLs or {@code -}
     * @param workingDirectory what relative paths are relative to
     * @param standardInput read to its end when {@code -} is among the arguments
     * @param accounts finds the logs behind URLs; closed with what is found, or when an argument leads to nothing
     * @throws SourceNotFoundException when an argument leads to no log
     */
    public static FoundLogs find(
            List<String> arguments, Path workingDirectory, InputStream standardInput, AccountLogs accounts)
            throws IOException {
        return new SourceFinder(workingDirectory, standardInput, accounts).addAll(arguments);
    }

    /**
     * Finds the logs of all arguments and opens none of them.
     *
     * @param arguments paths, patterns and URLs
     * @param workingDirectory what relative paths are relative to
     * @param accounts finds the logs behind URLs; closed with what is found, or when an argument leads to nothing
     * @throws SourceNotFoundException when an argument leads to no log, or to standard input or a pipe
     */
    public static FoundLogs list(List<String> arguments, Path workingDirectory, AccountLogs accounts)
            throws IOException {
        return new SourceFinder(workingDirectory, null, accounts).addAll(arguments);
    }

    private static List<FlowLogSource> noAccounts(String url, Consumer<String> ignored) throws IOException {
        throw new SourceNotFoundException(
                "Cannot read " + withoutSecret(url) + ": sources are files, directories, patterns or - here.");
    }

    /** What follows the question mark may be a shared access signature, so it is never shown. */
    private static String withoutSecret(String url) {
        return url.replaceFirst("[?#].*", "");
    }

    private FoundLogs addAll(List<String> arguments) throws IOException {
        try {
            for (String argument : arguments) {
                add(argument);
            }
        } catch (IOException | RuntimeException e) {
            try (accounts) {
                deleteSpooled();
            }
            throw e;
        }
        return new FoundLogs(
                List.copyOf(logs.values()),
                ignored,
                new IgnoredBlobs(ignoredBlobs, firstIgnoredBlobs),
                emptyAccounts,
                unreadable,
                spooled,
                accounts);
    }

    private void add(String argument) throws IOException {
        if (argument.equals("-")) {
            addStandardInput();
            return;
        }
        if (URL.matcher(argument).matches()) {
            addAccount(argument);
            return;
        }
        // Files below the working directory are named without the dot.
        Path path = path(argument.equals(".") || argument.equals("./") ? "" : argument);
        if (path != null && Files.exists(workingDirectory.resolve(path))) {
            addExisting(path, argument);
        } else if (SIGNED.matcher(argument).matches()) {
            throw new SourceNotFoundException(
                    "There is no file or directory " + withoutSecret(argument) + ", and a URL begins with https://.");
        } else if (GlobPattern.isPattern(argument)) {
            addMatches(argument);
        } else if (path == null) {
            throw unspellable(argument);
        } else {
            throw new SourceNotFoundException("There is no file or directory " + argument + ".");
        }
    }

    private void addAccount(String url) throws IOException {
        if (!url.regionMatches(true, 0, "http", 0, 4)) {
            throw new SourceNotFoundException(
                    "Cannot read " + withoutSecret(url)
                            + ": sources are files, directories, patterns, - or https://ACCOUNT.blob.core.windows.net/CONTAINER.");
        }
        List<? extends FlowLogSource> found = accounts.find(url, this::ignoreBlob);
        if (found.isEmpty()) {
            emptyAccounts.add(withoutSecret(url));
        }
        found.forEach(log -> logs.putIfAbsent(log, log));
    }

    private void ignoreBlob(String name) {
        ignoredBlobs++;
        if (firstIgnoredBlobs.size() < NAMED_BLOBS) {
            firstIgnoredBlobs.add(name);
        }
    }

    private static SourceNotFoundException unspellable(String argument) {
        return new SourceNotFoundException("Cannot read " + argument
                + ": no file can have this name here; where it has letters beyond ASCII, set LC_ALL=C.UTF-8.");
    }

    private static @Nullable Path path(String argument) {
        try {
            return Path.of(argument);
        } catch (InvalidPathException e) {
            return null;
        }
    }

    private void addExisting(Path path, String argument) throws IOException {
        Path onDisk = workingDirectory.resolve(path);
        if (Files.isDirectory(onDisk)) {
            reachedLog = false;
            int unreadableBefore = unreadable.size();
            addDirectory(path, onDisk.toRealPath());
            if (!reachedLog && unreadable.size() == unreadableBefore) {
                throw new SourceNotFoundException("No flow logs in " + argument
                        + ": no file below it is named *.json, *.jsonl or *.ndjson, with or without .gz.");
            }
        } else if (Files.isRegularFile(onDisk)) {
            addFile(path, onDisk.toRealPath());
        } else {
            addPipe(path, onDisk);
        }
    }

    private void addMatches(String pattern) throws IOException {
        int unreadableBefore = unreadable.size();
        List<Path> matches;
        try {
            matches = new GlobPattern(workingDirectory, unreadable).expand(pattern);
        } catch (InvalidPathException e) {
            throw unspellable(pattern);
        }
        if (matches.isEmpty() && unreadable.size() == unreadableBefore) {
            throw new SourceNotFoundException("Nothing matches " + pattern + ".");
        }
        reachedLog = false;
        for (Path match : matches) {
            addMatch(match);
        }
        if (!reachedLog && unreadable.size() == unreadableBefore) {
            throw new SourceNotFoundException("Nothing that matches " + pattern + " is a flow log or holds one.");
        }
    }

    /** Unlike what is named in full, a match is not opened to see what it is: a pipe may have no writer. */
    private void addMatch(Path match) {
        Path onDisk = workingDirectory.resolve(match);
        try {
            if (Files.isDirectory(onDisk)) {
                addDirectory(match, onDisk.toRealPath());
            } else if (isFile(onDisk)) {
                addFile(match, onDisk.toRealPath());
            } else {
                ignored.add(match);
            }
        } catch (IOException e) {
            unreadable.add(new UnreadableEntry(match, e));
        }
    }

    private void addDirectory(Path directory, Path real) {
        if (!entered.add(real)) {
            reachedLog = true;
            return;
        }
        List<Path> entries;
        try {
            entries = GlobPattern.visibleEntries(workingDirectory, directory);
        } catch (IOException e) {
            unreadable.add(new UnreadableEntry(directory, e));
            return;
        }
        for (Path entry : entries) {
            addEntry(entry, real);
        }
    }

    private void addEntry(Path entry, Path realParent) {
        Path onDisk = workingDirectory.resolve(entry);
        try {
            if (Files.isDirectory(onDisk)) {
                addDirectory(entry, GlobPattern.realPath(onDisk, realParent));
            } else if (isLogName(entry) && isFile(onDisk)) {
                addFile(entry, GlobPattern.realPath(onDisk, realParent));
            } else {
                ignored.add(entry);
            }
        } catch (IOException e) {
            unreadable.add(new UnreadableEntry(entry, e));
        }
    }

    /** Not {@link Files#isRegularFile}, which says of a link that leads nowhere only that it is none. */
    private static boolean isFile(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class).isRegularFile();
    }

    private void addFile(Path path, Path real) {
        logs.putIfAbsent(real, LogFile.identifiedBy(LogFile.identity(real), path.toString(), real));
        reachedLog = true;
    }

    private static boolean isLogName(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return LOG_NAME.matcher(name).matches()
                && !QUARANTINE_NAME.matcher(name).matches();
    }

    private void addStandardInput() throws IOException {
        if (standardInput == null) {
            throw new SourceNotFoundException(
                    "Cannot list standard input: it has no path; name files, directories or patterns.");
        }
        if (!standardInputTaken) {
            standardInputTaken = true;
            addSpooled("standard input", standardInput);
        }
    }

    /** A pipe can be read once only, and the loader reads more than once. */
    private void addPipe(Path path, Path onDisk) throws IOException {
        if (standardInput == null) {
            throw new SourceNotFoundException("Cannot list " + path + ": it is no file and no directory.");
        }
        try (InputStream in = Files.newInputStream(onDisk)) {
            addSpooled(path.toString(), in);
        }
    }

    private void addSpooled(String name, InputStream in) throws IOException {
        SpooledInput input = SpooledInput.read(name, in);
        spooled.add(input.file());
        logs.put(input.file(), LogFile.identifiedBy(SpooledInput.IDENTITY + input.sha256(), name, input.file()));
    }

    private void deleteSpooled() throws IOException {
        for (Path file : spooled) {
            Files.deleteIfExists(file);
        }
    }
}
