package io.github.flowlog.adx.cli.text;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Commands that a person may copy, as a shell takes them. */
public final class ShellWord {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

    private ShellWord() {}

    /** How this program is called from a directory: in a checkout there is a launcher. */
    public static String program(Path directory) {
        return Files.isExecutable(directory.resolve("flowlog")) ? "./flowlog" : "flowlog";
    }

    public static String join(List<String> words) {
        return words.stream().map(ShellWord::quoted).collect(Collectors.joining(" "));
    }

    private static String quoted(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
