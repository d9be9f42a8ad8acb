package io.github.flowlog.adx.cli.text;

import io.github.flowlog.adx.storage.AccountUrl;
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

    /** A signature in a URL is a secret and is left out; the command takes it from the environment. */
    public static String join(List<String> words) {
        return words.stream()
                .map(ShellWord::withoutSignature)
                .map(ShellWord::quoted)
                .collect(Collectors.joining(" "));
    }

    private static String withoutSignature(String word) {
        int query = AccountUrl.looksLike(word) ? word.indexOf('?') : -1;
        return query < 0 ? word : word.substring(0, query);
    }

    private static String quoted(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
