package io.github.flowlog.adx.cli;

import io.github.flowlog.adx.cli.text.TerminalText;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The arguments of a command line, packed into bytes so that fuzzing finds both sensible and absurd ones.
 *
 * <p>A byte below 0x80 is a word of the list. Any other says how many bytes of text follow, and whether that text is an
 * argument or is joined to the one before.
 */
final class CommandWords {
    private static final List<String> WORDS = List.of(
            "show",
            "stats",
            "convert",
            "load",
            "query",
            "generate",
            "ls",
            "help",
            "-h",
            "--help",
            "-V",
            "--version",
            "--verbose",
            "-o",
            "--output",
            "-n",
            "--limit",
            "-t",
            "--to",
            "--db",
            "--on-bad",
            "--seed",
            "--format",
            "--mode",
            "--bytes",
            "--tuples",
            "--ipv6",
            "--nics",
            "--out",
            "--networks",
            "--",
            "-",
            "table",
            "csv",
            "jsonl",
            "json",
            "parquet",
            "skip",
            "fail",
            "nsg-v1",
            "nsg-v2",
            "vnet-v4",
            "mixed",
            "realistic",
            "random",
            "awkward",
            "log.json",
            "logs",
            "logs/*.json",
            "logs/**",
            "logs/PT1H.json",
            ".",
            "no.json",
            "out.csv",
            "out.jsonl.gz",
            "out.parquet",
            "made.json.gz",
            "csv:table",
            "csv:.",
            "csv:log.json",
            "duckdb:flows.duckdb",
            "duckdb:log.json",
            "flows.duckdb",
            "select 1",
            "select count(*) from FlowLogs",
            "0",
            "1",
            "-1",
            "10",
            "500",
            "0.5",
            "@args",
            "@log.json",
            "-l",
            "--long",
            "--max-depth",
            "--max-expansion",
            "--max-record",
            "64k",
            "",
            "drops",
            "explain",
            "ports",
            "filter",
            "-f",
            "--filter",
            "denied",
            "in and not dst port 22",
            "net name:web",
            "--since",
            "--from",
            "6h",
            "2022-09-14",
            "--resource",
            "--columns",
            "time,src",
            "--sort",
            "time",
            "compat",
            "--print-sql",
            "--print-kql",
            "10.0.0.6",
            "10.0.0.7:2",
            "top",
            "--by",
            "--metric",
            "--drop-superseded",
            "pair",
            "subnet/24",
            "1h",
            "bytes");
    private static final int TEXT = 0x80;
    private static final int JOINED = 0x40;
    private static final int LENGTH = 0x3F;

    private static final Pattern LARGE_NUMBER = Pattern.compile("[0-9]{4}|[0-9.] *[kKmMgGtTpPeE]");
    private static final Set<String> LIST = Set.copyOf(WORDS);

    private final List<String> arguments;

    private CommandWords(List<String> arguments) {
        this.arguments = arguments;
    }

    static CommandWords of(byte[] input) {
        List<String> arguments = new ArrayList<>();
        int at = 0;
        while (at < input.length) {
            int head = input[at++] & 0xFF;
            if (head < TEXT) {
                arguments.add(WORDS.get(head % WORDS.size()));
                continue;
            }
            int end = Math.min(input.length, at + (head & LENGTH));
            String text = new String(input, at, end - at, StandardCharsets.UTF_8);
            at = end;
            boolean joins = (head & JOINED) != 0 && !arguments.isEmpty();
            arguments.add(joins ? arguments.remove(arguments.size() - 1) + text : text);
        }
        return new CommandWords(arguments);
    }

    /** Packs arguments as {@link #of} unpacks them. */
    static byte[] pack(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (String argument : arguments) {
            if (LIST.contains(argument)) {
                out.write(WORDS.indexOf(argument));
            } else {
                byte[] text = argument.getBytes(StandardCharsets.UTF_8);
                out.write(TEXT | text.length);
                out.writeBytes(text);
            }
        }
        return out.toByteArray();
    }

    List<String> arguments() {
        return List.copyOf(arguments);
    }

    /**
     * Whether a run ends soon and stays in its directory, as far as that is the business of who types the command.
     *
     * <p>Paths lead anywhere, SQL may do anything, and a large log takes long to make: none of that is a fault. No
     * operating system hands over a NUL.
     */
    boolean areHarmless() {
        List<String> free =
                arguments.stream().filter(word -> !LIST.contains(word)).toList();
        if (free.stream().anyMatch(CommandWords::leadsAnywhere)) {
            return false;
        }
        if (arguments.contains("query") && free.stream().anyMatch(word -> !word.startsWith("-") || hasSeparator())) {
            return false;
        }
        return !arguments.contains("generate")
                || free.stream().noneMatch(word -> LARGE_NUMBER.matcher(word).find());
    }

    private static boolean leadsAnywhere(String word) {
        return word.contains("/") || word.contains("..") || word.contains("\0");
    }

    private boolean hasSeparator() {
        return arguments.contains("--");
    }

    @Override
    public String toString() {
        return Arrays.toString(arguments.stream().map(TerminalText::printable).toArray());
    }
}
