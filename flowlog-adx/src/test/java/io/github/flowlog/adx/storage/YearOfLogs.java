package io.github.flowlog.adx.storage;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A container with a log for each hour of a year and each of twelve network interfaces, of which nothing is kept: names and contents are
 * made when they are asked for, and what is asked is counted.
 */
final class YearOfLogs implements BlobContainer {
    static final Instant START = Instant.parse("2025-11-20T00:00:00Z");
    static final int HOURS = 365 * 24;
    static final int INTERFACES = 2;
    static final int BLOBS = 6 * INTERFACES * HOURS;
    /** Tuples of a log; one record more has one more. */
    static final int TUPLES = 2;

    private static final String SUBSCRIPTION = "81C4C8BA-7256-42AC-B861-1BF8433AF839";
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuuu'/m='MM'/d='dd'/'").withZone(ZoneOffset.UTC);
    /** Every name ends like this one. */
    private static final String END = "2025/m=11/d=20/h=00/m=00/macAddress=002248A1B2C0/PT1H.json";

    private static final Instant LAST_HOUR = START.plus(Duration.ofHours(HOURS - 1L));

    private final boolean grown;
    private final Map<String, Integer> sizes = new HashMap<>();
    int listings;
    int reads;
    int blockLists;

    /**
     * A year.
     *
     * @param grown whether the logs of its last hour have one record more
     */
    YearOfLogs(boolean grown) {
        this.grown = grown;
    }

    /** Both forms of paths, in the order of names. */
    private static List<String> roots() {
        List<String> roots = new ArrayList<>();
        for (String flowLog : List.of("APPS-FLOWLOG", "DATA-FLOWLOG", "HUB-FLOWLOG")) {
            roots.add("flowLogResourceID=/" + SUBSCRIPTION + "_NETWORKWATCHERRG/NETWORKWATCHER_WESTEUROPE_" + flowLog
                    + "/y=");
        }
        for (String nsg : List.of("APPS-NSG", "DATA-NSG", "WEB-NSG")) {
            roots.add("resourceId=/SUBSCRIPTIONS/" + SUBSCRIPTION
                    + "/RESOURCEGROUPS/NETWORKS/PROVIDERS/MICROSOFT.NETWORK/NETWORKSECURITYGROUPS/" + nsg + "/y=");
        }
        return roots;
    }

    @Override
    public String account() {
        return "fake";
    }

    @Override
    public String name() {
        return "logs";
    }

    @Override
    public void list(String prefix, Consumer<ListedBlob> each) throws IOException {
        listings++;
        for (String root : roots()) {
            for (int hour = 0; mayMatch(root, prefix) && hour < HOURS; hour += 24) {
                String day = root + DAY.format(START.plus(Duration.ofHours(hour)));
                if (mayMatch(day, prefix)) {
                    listDay(day, prefix, each);
                }
            }
        }
    }

    private static boolean mayMatch(String folder, String prefix) {
        return folder.startsWith(prefix) || prefix.startsWith(folder);
    }

    private void listDay(String day, String prefix, Consumer<ListedBlob> each) throws IOException {
        for (int hour = 0; hour < 24; hour++) {
            for (int nic = 0; nic < INTERFACES; nic++) {
                String name = day + "h=%02d/m=00/macAddress=002248A1B2C%d/PT1H.json".formatted(hour, nic);
                if (name.startsWith(prefix)) {
                    each.accept(look(name));
                }
            }
        }
    }

    @Override
    public List<String> prefixes(String prefix, String delimiter) {
        listings++;
        return roots().stream().filter(root -> root.startsWith(prefix)).toList();
    }

    @Override
    public ListedBlob look(String name) {
        // nothing else in a log has a length of its own than the id of its resource, which stands in the name
        int bytes = sizes.computeIfAbsent(name.length() + (isGrown(name) ? "+" : ""), first -> content(name).length);
        return new ListedBlob(
                name, "\"0x8DC" + hour(name).getEpochSecond() + bytes + "\"", bytes, hour(name), hour(name), false);
    }

    @Override
    public CommittedBlocks blocks(String name) {
        blockLists++;
        ListedBlob blob = look(name);
        return new CommittedBlocks(blob.version(), blob.bytes(), List.of());
    }

    @Override
    public int read(String name, String version, long offset, byte[] target) {
        reads++;
        byte[] content = content(name);
        int count = (int) Math.min(target.length, content.length - offset);
        System.arraycopy(content, (int) offset, target, 0, count);
        return count;
    }

    private boolean isGrown(String name) {
        return grown && hour(name).equals(LAST_HOUR);
    }

    private byte[] content(String name) {
        Instant hour = hour(name);
        StringBuilder records = new StringBuilder(record(name, hour, 0));
        if (isGrown(name)) {
            records.append(',').append(record(name, hour, 1));
        }
        return ("{\"records\":[" + records + "]}").getBytes(StandardCharsets.US_ASCII);
    }

    private static String record(String name, Instant hour, int minute) {
        int end = name.length() - END.length();
        String id = name.substring(name.indexOf('/'), end - "/y=".length());
        String mac = part(name, "002248A1B2C0");
        StringBuilder tuples = new StringBuilder();
        for (int tuple = 0; tuple < TUPLES - minute; tuple++) {
            tuples.append(tuple == 0 ? "\"" : ",\"")
                    .append(hour.getEpochSecond() + 60L * minute + tuple)
                    .append(",10.0.0.4,203.0.113.7,4096,443,T,O,A,C,3,180,2,120\"");
        }
        return "{\"time\":\"" + hour + "\",\"macAddress\":\"" + mac + "\",\"resourceId\":\"" + id
                + "\",\"properties\":{\"Version\":2,\"flows\":[{\"rule\":\"UserRule_web\",\"flows\":[{\"mac\":\"" + mac
                + "\",\"flowTuples\":[" + tuples + "]}]}]}}";
    }

    private static Instant hour(String name) {
        return LocalDateTime.of(
                        Integer.parseInt(part(name, "2025")),
                        Integer.parseInt(part(name, "11")),
                        Integer.parseInt(part(name, "d=20").substring(2)),
                        Integer.parseInt(part(name, "00")),
                        0)
                .toInstant(ZoneOffset.UTC);
    }

    /** What a name has where every name's end has this. */
    private static String part(String name, String there) {
        int from = name.length() - END.length() + END.indexOf(there);
        return name.substring(from, from + there.length());
    }
}
