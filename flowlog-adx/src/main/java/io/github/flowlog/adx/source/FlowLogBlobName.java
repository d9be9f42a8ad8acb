package io.github.flowlog.adx.source;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the path of a flow-log blob says, or of a file that was copied with its folders.
 *
 * <p>The parts are found by their keys from the end of the path, so that folders before them do not matter and all
 * three forms are read: NSG resource id, flow-log resource id, and the flow-log id joined by underscores.
 *
 * @param resourceId the id behind {@code resourceId=} or {@code flowLogResourceID=} as the path spells it, with a
 *     leading slash
 * @param resourceName its last part: the name of the NSG, or of the flow log
 * @param hour the UTC hour that the blob is for
 * @param mac MAC address of the network interface, 12 upper-case hex digits; null in archives from before 2018
 */
public record FlowLogBlobName(
        String resourceId,
        String resourceName,
        Instant hour,
        @Nullable String mac) {
    private static final Pattern MAC = Pattern.compile("[0-9A-Fa-f]{12}");

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
        if (id == null) {
            return null;
        }
        String name = id.substring(id.lastIndexOf('/') + 1);
        return new FlowLogBlobName(id, name, hour, mac == null ? null : upperCaseHex(mac));
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

    private static @Nullable String takeResourceId(Deque<String> segments) {
        StringBuilder id = new StringBuilder();
        while (!segments.isEmpty()) {
            String segment = segments.removeLast();
            int equals = segment.indexOf('=');
            if (equals >= 0 && isResourceKey(segment.substring(0, equals))) {
                String inKey = segment.substring(equals + 1);
                if (!inKey.isEmpty()) {
                    id.insert(0, "/" + inKey);
                }
                return id.isEmpty() ? null : id.toString();
            }
            if (!segment.isEmpty()) {
                id.insert(0, "/" + segment);
            }
        }
        return null;
    }

    private static boolean isResourceKey(String key) {
        return key.equalsIgnoreCase("resourceId") || key.equalsIgnoreCase("flowLogResourceID");
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
