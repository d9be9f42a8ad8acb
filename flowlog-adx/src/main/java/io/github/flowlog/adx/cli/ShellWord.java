package io.github.flowlog.adx.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Commands that a person may copy, as a shell takes them. */
final class ShellWord {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

    private ShellWord() {}

    /** How this program is called from a directory: in a checkout there is a launcher. */
    static String program(Path directory) {
        return Files.isExecutable(directory.resolve("flowlog")) ? "./flowlog" : "flowlog";
    }

    static String join(List<String> words) {
        return words.stream().map(ShellWord::quoted).collect(Collectors.joining(" "));
    }

    private static String quoted(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
