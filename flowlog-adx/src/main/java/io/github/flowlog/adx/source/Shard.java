package io.github.flowlog.adx.source;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * The share of the sources that one of several loaders takes: all logs of a network interface go to the same one.
 *
 * @param number which share, from 1
 * @param of how many shares there are
 */
public record Shard(int number, int of) {
    /** All sources. */
    public static final Shard ALL = new Shard(1, 1);

    private static final Pattern TEXT = Pattern.compile("([0-9]{1,4})/([0-9]{1,4})");

    /** Checks the numbers. */
    public Shard {
        if (of < 1 || number < 1 || number > of) {
            throw new IllegalArgumentException("a shard is I/N with I from 1 to N, not " + number + "/" + of);
        }
    }

    /** Reads {@code I/N}. */
    public static Shard parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("a shard is I/N, such as 2/4, not " + text);
        }
        return new Shard(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    }

    /** Whether a source belongs to this share. */
    public boolean holds(FlowLogSource source) {
        return of == 1 || of(source.path(), of).equals(this);
    }

    /** The share of so many that the source at a path belongs to: by resource and MAC address of the path, else by the path. */
    public static Shard of(String path, int of) {
        FlowLogBlobName name = FlowLogBlobName.parseOrNull(path);
        String key = name == null ? path : name.resourceId().toLowerCase(Locale.ROOT) + "\n" + name.mac();
        CRC32 hash = new CRC32();
        hash.update(key.getBytes(StandardCharsets.UTF_8));
        return new Shard((int) (hash.getValue() % of) + 1, of);
    }

    /** What a folder is called that holds something of this share alone. */
    public String folder() {
        return "shard-" + number + "-of-" + of;
    }

    /** {@code I/N}; empty for all sources. */
    @Override
    public String toString() {
        return of == 1 ? "" : number + "/" + of;
    }
}
