package io.github.flowlog.adx.storage;

import io.github.flowlog.adx.source.FlowLogBlobName;
import io.github.flowlog.adx.source.FlowLogBlobName.Kind;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Finds the flow-log blobs of a container, by hour and resource, without a listing of everything else.
 *
 * <p>Blobs are named {@code RESOURCE/y=YYYY/m=MM/d=DD/h=HH/m=00/[macAddress=MAC/]PT1H.json}. One listing tells the resources, then each
 * hour, or whole day, month or year, is a prefix of its own.
 */
final class BlobSearch {
    private static final String YEAR = "/y=";
    /** A folder of hours, to complete the path of a resource to one that can be read. */
    private static final String SOME_HOUR = "2000/m=01/d=01/h=00/m=00/PT1H.json";
    /** Azure had no flow logs before. */
    private static final Instant FIRST_LOGS = Instant.parse("2016-01-01T00:00:00Z");

    private final BlobContainer container;
    private final HourWindow hours;
    private final Predicate<FlowLogBlobName> wanted;
    private final Instant latest;

    /**
     * Makes a search.
     *
     * @param hours the hours whose blobs are wanted
     * @param wanted which blobs are wanted, by their names; of a folder of a resource an hour in the year 2000 is asked for
     * @param latest hours that begin then or later have no logs yet
     */
    BlobSearch(BlobContainer container, HourWindow hours, Predicate<FlowLogBlobName> wanted, Instant latest) {
        this.container = container;
        this.hours = hours;
        this.wanted = wanted;
        this.latest = latest;
    }

    /**
     * Hands over the blobs whose names begin with a prefix.
     *
     * @param found hears of each flow-log blob
     * @param ignored hears of the name of each other blob; those outside the hours and resources are not mentioned
     */
    void run(String prefix, Consumer<ListedBlob> found, Consumer<String> ignored) throws IOException {
        Consumer<ListedBlob> each = blob -> sort(blob, found, ignored);
        if (hours.isUnlimited() || prefix.contains(YEAR)) {
            container.list(prefix, each);
            return;
        }
        Instant first = hours.first().isBefore(FIRST_LOGS) ? FIRST_LOGS : hours.first();
        Instant end = hours.end().isAfter(latest) ? latest : hours.end();
        List<String> folders = HourPrefixes.between(first, end);
        // a delimiter counts only as a whole behind the prefix, so that one the prefix begins is taken off it
        for (String root : container.prefixes(prefix.replaceFirst("/y?$", ""), YEAR)) {
            FlowLogBlobName name = FlowLogBlobName.parseOrNull(root + SOME_HOUR);
            if (!root.startsWith(prefix) || name == null || !wanted.test(name)) {
                continue;
            }
            for (String folder : folders) {
                container.list(root + folder, each);
            }
        }
    }

    private void sort(ListedBlob blob, Consumer<ListedBlob> found, Consumer<String> ignored) {
        FlowLogBlobName name = blob.name().endsWith(".json") ? FlowLogBlobName.parseOrNull(blob.name()) : null;
        if (name == null || name.kind() == Kind.OTHER) {
            ignored.accept(blob.name());
        } else if (hours.holds(name.hour()) && wanted.test(name)) {
            found.accept(blob);
        }
    }
}
