package io.github.flowlog.adx.source;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the path of a flow-log blob says, or of a file that was copied with its folders.
 *
 * <p>The parts are found by their keys from the end of the path, so that folders before them do not matter and all
 * three forms are read: NSG resource id, flow-log resource id, and the flow-log id joined by underscores.
 *
 * @param kind what the path says the log to be
 * @param resourceId the id behind {@code resourceId=} or {@code flowLogResourceID=} as the path spells it, with a
 *     leading slash
 * @param resourceName the name of the NSG, or of the flow log: the last part of the id, in the joined form without
 *     network watcher and region
 * @param hour the UTC hour that the blob is for
 * @param mac MAC address of the network interface, 12 upper-case hex digits; null in archives from before 2018
 */
public record FlowLogBlobName(
        Kind kind,
        String resourceId,
        String resourceName,
        Instant hour,
        @Nullable String mac) {
    private static final String RESOURCE = "resourceId=";
    private static final String FLOW_LOG = "flowLogResourceID=";
    private static final Pattern MAC = Pattern.compile("[0-9A-Fa-f]{12}");
    private static final Pattern NSG_ID =
            Pattern.compile(".*/NETWORKSECURITYGROUPS/[^/]+", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern JOINED_ID =
            Pattern.compile("/[^/]+_[^/]+/NETWORKWATCHER_[A-Z0-9]+_([^/]+)", Pattern.CASE_INSENSITIVE);

    /** What a path says a log to be; the log itself may say otherwise. */
    public enum Kind {
        /** Of a network security group: versions 1 and 2. */
        NSG,
        /** Of a virtual network, subnet or network interface: version 4. */
        VNET,
        /** Of a resource that has no flow logs: another service writes logs under the same names. */
        OTHER
    }

    /** Reads a path with slashes; null when it is not that of a flow log. */
    public static @Nullable FlowLogBlobName parseOrNull(String path) {
        Deque<String> segments = new ArrayDeque<>();
        for (String segment : path.replace('\\', '/').split("/", -1)) {
            segments.addLast(segment);
        }
        segments.removeLast();
        String mac = takeValue(segments, "macAddress");
        if (mac != null && !MAC.matcher(mac).matches()) {
            return null;
        }
        Instant hour = takeHour(segments);
        if (hour == null) {
            return null;
        }
        String id = takeResourceId(segments);
        String key = segments.peekLast();
        if (id == null || key == null) {
            return null;
        }
        return new FlowLogBlobName(kind(key, id), id, name(id), hour, mac == null ? null : upperCaseHex(mac));
    }

    private static Kind kind(String key, String id) {
        if (isKey(key, FLOW_LOG)) {
            return Kind.VNET;
        }
        return NSG_ID.matcher(id).matches() ? Kind.NSG : Kind.OTHER;
    }

    private static String name(String id) {
        Matcher joined = JOINED_ID.matcher(id);
        return joined.matches() ? joined.group(1) : id.substring(id.lastIndexOf('/') + 1);
    }

    private static @Nullable Instant takeHour(Deque<String> segments) {
        String minute = takeValue(segments, "m");
        String hour = takeValue(segments, "h");
        String day = takeValue(segments, "d");
        String month = takeValue(segments, "m");
        String year = takeValue(segments, "y");
        if (minute == null || hour == null || day == null || month == null || year == null) {
            return null;
        }
        try {
            return LocalDateTime.of(number(year), number(month), number(day), number(hour), number(minute))
                    .toInstant(ZoneOffset.UTC);
        } catch (NumberFormatException | DateTimeException e) {
            return null;
        }
    }

    private static int number(String digits) {
        if (digits.length() > 4 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new NumberFormatException(digits);
        }
        return Integer.parseInt(digits);
    }

    /** Takes all behind the segment that holds the key, which stays. */
    private static @Nullable String takeResourceId(Deque<String> segments) {
        Deque<String> parts = new ArrayDeque<>();
        for (String segment = segments.peekLast(); segment != null; segment = segments.peekLast()) {
            boolean key = isKey(segment, FLOW_LOG) || isKey(segment, RESOURCE);
            String part = key ? segment.substring(segment.indexOf('=') + 1) : segment;
            if (!part.isEmpty()) {
                parts.addFirst(part);
            }
            if (key) {
                return parts.isEmpty() ? null : "/" + String.join("/", parts);
            }
            segments.removeLast();
        }
        return null;
    }

    private static boolean isKey(String segment, String key) {
        return segment.regionMatches(true, 0, key, 0, key.length());
    }

    private static @Nullable String takeValue(Deque<String> segments, String key) {
        String last = segments.peekLast();
        if (last == null
                || last.length() <= key.length()
                || last.charAt(key.length()) != '='
                || !last.regionMatches(true, 0, key, 0, key.length())) {
            return null;
        }
        segments.removeLast();
        return last.substring(key.length() + 1);
    }

    private static String upperCaseHex(String hex) {
        StringBuilder upper = new StringBuilder(hex.length());
        hex.chars().forEach(c -> upper.append((char) (c >= 'a' && c <= 'f' ? c - 32 : c)));
        return upper.toString();
    }
}
