package io.github.flowlog.adx.networks;

import io.github.flowlog.net.IpPrefix;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Lines of {@code prefix,name}; {@link NetworksFile} says what they look like. */
final class NetworksCsv {

    private final Path file;

    /** Refuses what is not UTF-8, instead of replacing it. */
    private final CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder();

    private final Map<IpPrefix, String> names = new LinkedHashMap<>();
    private final Map<IpPrefix, Integer> lines = new HashMap<>();
    private int line;
    private int prefixes;
    private boolean headerMayCome = true;

    private NetworksCsv(Path file) {
        this.file = file;
    }

    static Map<IpPrefix, String> read(Path file, byte[] content, int start) throws NetworksFileException {
        NetworksCsv csv = new NetworksCsv(file);
        int from = start;
        while (from < content.length) {
            int end = from;
            while (end < content.length && content[end] != '\n') {
                end++;
            }
            csv.line++;
            csv.readLine(csv.decoded(content, from, end));
            from = end + 1;
        }
        return csv.names;
    }

    private String decoded(byte[] content, int from, int end) throws NetworksFileException {
        int length = end > from && content[end - 1] == '\r' ? end - 1 - from : end - from;
        try {
            return utf8.decode(ByteBuffer.wrap(content, from, length)).toString();
        } catch (CharacterCodingException e) {
            throw bad("not UTF-8 text");
        }
    }

    private void readLine(String text) throws NetworksFileException {
        int at = behindSpace(text, 0);
        if (at == text.length() || text.charAt(at) == '#') {
            return;
        }
        StringBuilder prefix = new StringBuilder();
        at = readField(text, at, prefix);
        if (at == text.length()) {
            throw bad("one field, expected prefix,name");
        }
        StringBuilder name = new StringBuilder();
        if (readField(text, at + 1, name) < text.length()) {
            throw bad("more than two fields, expected prefix,name; a name with a comma stands in double quotes");
        }
        boolean header = headerMayCome
                && prefix.toString().equalsIgnoreCase("prefix")
                && name.toString().equalsIgnoreCase("name");
        headerMayCome = false;
        if (!header) {
            add(prefix, name.toString());
        }
    }

    /** Reads one field and returns the index of the comma behind it, or of the end of the line. */
    private int readField(String text, int from, StringBuilder field) throws NetworksFileException {
        int at = behindSpace(text, from);
        if (at < text.length() && text.charAt(at) == '"') {
            at = behindSpace(text, readQuoted(text, at + 1, field));
            if (at < text.length() && text.charAt(at) != ',') {
                throw bad("text behind a closing double quote, expected a comma or the end of the line");
            }
            return at;
        }
        int start = at;
        while (at < text.length() && text.charAt(at) != ',') {
            if (text.charAt(at) == '"') {
                throw bad("double quote inside a field, expected the whole field in double quotes");
            }
            at++;
        }
        int end = at;
        while (end > start && isSpace(text.charAt(end - 1))) {
            end--;
        }
        field.append(text, start, end);
        return at;
    }

    /** Reads up to a double quote that stands alone and returns the index behind it. */
    private int readQuoted(String text, int from, StringBuilder field) throws NetworksFileException {
        int at = from;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"') {
                if (at == text.length() || text.charAt(at) != '"') {
                    return at;
                }
                at++;
            }
            field.append(c);
        }
        throw bad("no closing double quote in this line");
    }

    private void add(CharSequence text, String name) throws NetworksFileException {
        IpPrefix prefix;
        try {
            prefix = IpPrefix.parse(text);
        } catch (IllegalArgumentException e) {
            throw bad(String.valueOf(e.getMessage()));
        }
        String fault = NetworksFile.faultOfName(name);
        if (!fault.isEmpty()) {
            throw bad(fault);
        }
        if (++prefixes > NetworksFile.MAX_PREFIXES) {
            throw bad("more than " + NetworksFile.MAX_PREFIXES + " prefixes, the most that a file may have");
        }
        String before = names.putIfAbsent(prefix, name);
        if (before == null) {
            lines.put(prefix, line);
        } else if (!before.equals(name)) {
            throw bad("prefix " + prefix + " is \"" + name + "\" here and \"" + before + "\" in line "
                    + lines.get(prefix) + ", expected one name");
        }
    }

    private static int behindSpace(String text, int from) {
        int at = from;
        while (at < text.length() && isSpace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t';
    }

    private NetworksFileException bad(String fault) {
        return new NetworksFileException(file + ", line " + line + ": " + fault);
    }
}
