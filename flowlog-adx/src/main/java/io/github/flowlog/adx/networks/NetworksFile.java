package io.github.flowlog.adx.networks;

import io.github.flowlog.net.IpPrefix;
import io.github.flowlog.net.NamedNetworks;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;

/**
 * A file that names networks: a CSV file of one's own, or Azure's list of service tags.
 *
 * <p>Which of the two it is shows in its first character that is not white space: JSON begins with a brace.
 *
 * <p><b>CSV.</b> UTF-8, with or without a byte order mark; lines end with LF or CRLF.
 *
 * <pre>
 * prefix,name
 * # Frankfurt
 * 10.20.0.0/16,lab
 * 2001:db8:20::/48,"lab, second floor"
 * </pre>
 *
 * <ul>
 *   <li>Blank lines and lines that begin with {@code #} are left out; a {@code #} further on is part of its field.
 *   <li>Each other line has exactly two fields, a prefix as {@link IpPrefix#parse} reads it and its name. White space around a
 *       field is dropped. A field may stand in double quotes, and must when it contains a comma or a double quote, which is then
 *       written twice.
 *   <li>The first line with fields may be {@code prefix,name}, in any case.
 *   <li>A name has 1 to 256 characters, none of them a control character.
 *   <li>A prefix with bits set behind its length is an error; so is the same prefix with two names. The same prefix with the same
 *       name is not.
 * </ul>
 *
 * <p><b>Service tags.</b> The weekly {@code ServiceTags_Public.json} and its siblings of other clouds, of which {@code name} and
 * {@code properties.addressPrefixes} of each of the {@code values} are read. One prefix stands under many tags there
 * (AzureCloud, AzureCloud.eastus, Storage, Storage.EastUS); it gets the name of the most specific one, which is the tag with the
 * fewest different prefixes in the whole file, and of equals the first by the order of their characters. A tag that so keeps no
 * prefix is not among the names.
 *
 * <p><b>Limits:</b> 32 MiB and 1,000,000 prefixes a file, repeated ones counted.
 */
public final class NetworksFile {

    static final int MAX_BYTES = 32 << 20;
    static final int MAX_PREFIXES = 1_000_000;
    static final int MAX_NAME = 256;

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private NetworksFile() {}

    /**
     * Reads a file whole.
     *
     * @param file a CSV file or Azure's service tags
     * @return its networks
     * @throws NetworksFileException when the file is not there, too large, names no network or breaks its format; the message
     *     begins with the file and the line (CSV) or the byte offset (JSON)
     * @throws IOException when reading fails
     */
    public static NamedNetworks read(Path file) throws IOException {
        byte[] content = content(file);
        int start = startsWithByteOrderMark(content) ? BYTE_ORDER_MARK.length : 0;
        Map<IpPrefix, String> names = isJson(content, start)
                ? ServiceTags.read(file, content, start)
                : NetworksCsv.read(file, content, start);
        if (names.isEmpty()) {
            throw new NetworksFileException(
                    file + ": no networks: expected lines of prefix,name or Azure's service tags in JSON");
        }
        return NamedNetworks.of(names);
    }

    private static byte[] content(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new NetworksFileException(file + ": is a directory, expected a file");
        }
        try (InputStream in = Files.newInputStream(file)) {
            // A file may grow, and a pipe has no size: so the size is asked for, but not believed.
            byte[] content = Files.size(file) > MAX_BYTES ? null : in.readNBytes(MAX_BYTES + 1);
            if (content == null || content.length > MAX_BYTES) {
                throw new NetworksFileException(file + ": larger than " + (MAX_BYTES >> 20)
                        + " MiB, the most that a file of networks may have");
            }
            return content;
        } catch (NoSuchFileException e) {
            throw new NetworksFileException(file + ": no such file");
        }
    }

    private static boolean startsWithByteOrderMark(byte[] content) {
        return content.length >= 3
                && content[0] == BYTE_ORDER_MARK[0]
                && content[1] == BYTE_ORDER_MARK[1]
                && content[2] == BYTE_ORDER_MARK[2];
    }

    private static boolean isJson(byte[] content, int start) {
        int at = start;
        while (at < content.length
                && (content[at] == ' ' || content[at] == '\t' || content[at] == '\r' || content[at] == '\n')) {
            at++;
        }
        return at < content.length && content[at] == '{';
    }

    /** Returns what is wrong with a name, or an empty text. */
    static String faultOfName(String name) {
        if (name.isEmpty()) {
            return "empty name";
        }
        if (name.length() > MAX_NAME) {
            return "name of more than " + MAX_NAME + " characters";
        }
        return name.codePoints().anyMatch(Character::isISOControl) ? "control character in a name" : "";
    }
}
