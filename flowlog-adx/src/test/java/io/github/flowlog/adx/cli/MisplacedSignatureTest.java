package io.github.flowlog.adx.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A signature is typed with a URL, and a URL is soon typed in the wrong place: no message repeats it. */
class MisplacedSignatureTest {
    private static final String SECRET = "canary";
    private static final Pattern COMMAND = Pattern.compile("(?m)^  ([a-z]+)  +\\S");
    private static final Pattern OPTION = Pattern.compile("(?m)^ +(?:-\\w, )?(--[a-z-]+)(?:=|$| )");

    @TempDir
    Path directory;

    @BeforeEach
    void copySample() throws IOException {
        Cli.copySample("nsg-v1.json", directory.resolve("PT1H.json"));
    }

    private static List<String> found(Pattern pattern, String text) {
        List<String> found = new ArrayList<>();
        for (Matcher matcher = pattern.matcher(text); matcher.find(); ) {
            found.add(matcher.group(1));
        }
        return found;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://a.b/c?sv=2022-11-02&sig=canary",
                "acct.blob.core.windows.net/logs?sv=2022-11-02&sig=canary",
                "https://user@a.b/{c}?sv=2022-11-02&sig=canary%2B#",
                "?sv=2022-11-02&sig=canary",
                "sv=2022-11-02&sig=canary"
            })
    void isNotRepeated(String url) {
        List<List<String>> lines = new ArrayList<>(List.of(List.of(url), List.of("--" + url), List.of("help", url)));
        for (String command : found(COMMAND, run("--help").out())) {
            lines.add(List.of(command, url));
            lines.add(List.of(command, "PT1H.json", url));
            lines.add(List.of(command, "--unknown", url));
            lines.add(List.of(command, "--unknown=" + url));
            for (String option : found(OPTION, run(command, "--help").out())) {
                if (option.equals("--follow")) {
                    // what fails may pass, so that it would try again for ever
                    continue;
                }
                lines.add(List.of(command, option, url));
                lines.add(List.of(command, option + "=" + url, "PT1H.json"));
            }
        }

        assertThat(lines).hasSizeGreaterThan(300);
        assertThat(lines.stream().map(line -> line + ": " + said(line)))
                .allMatch(said -> !said.substring(said.indexOf("]: ")).contains(SECRET));
    }

    private String said(List<String> line) {
        Cli.Result result = run(line.toArray(String[]::new));
        return result.out() + result.err();
    }

    private Cli.Result run(String... arguments) {
        return new Cli(directory).run(arguments);
    }
}
