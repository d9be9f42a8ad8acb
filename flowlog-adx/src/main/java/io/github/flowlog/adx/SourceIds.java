package io.github.flowlog.adx;

import io.github.flowlog.RecordRange;
import io.github.flowlog.adx.ledger.Origin;
import io.github.flowlog.adx.ledger.SourceKey;
import io.github.flowlog.adx.source.FlowLogBlobName;
import io.github.flowlog.adx.source.FlowLogSource;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Names the generations of a source: the same bytes get the same SourceId wherever rows are made of them. */
public final class SourceIds {
    private static final String NO_RECORD = "";
    private static final long SECONDS_PER_HOUR = 3_600;

    private SourceIds() {}

    /** The SourceId that the first load of a source gives, so that rows made elsewhere can be joined with loaded ones. */
    public static String ofFirstLoad(FlowLogSource source, @Nullable RecordRange firstRecord) throws IOException {
        return firstRecord == null ? withoutRecords(source) : of(source, generation(source, firstRecord), 0);
    }

    /** The first 16 hex digits of the hash of the first complete record. */
    static String generation(FlowLogSource source, RecordRange firstRecord) throws IOException {
        return ContentHash.keyOf(source, firstRecord.from(), firstRecord.to());
    }

    /** The hour in the path, else that of the first rows; the epoch where nothing tells. */
    static Instant hour(FlowLogSource source, Origin origin) {
        FlowLogBlobName name = FlowLogBlobName.parseOrNull(source.path());
        if (name != null) {
            return name.hour();
        }
        return Instant.ofEpochSecond(origin.hour() == Origin.NO_HOUR ? 0 : origin.hour() * SECONDS_PER_HOUR);
    }

    /** The identity under which is kept what a source holds that has no record. */
    static String withoutRecords(FlowLogSource source) {
        return of(source, NO_RECORD, 0);
    }

    /** The SourceId of a generation that {@code rewrites} others with the same first record went before. */
    static String of(FlowLogSource source, String generation, int rewrites) {
        return SourceKey.of(source).sourceId(generation, rewrites);
    }
}
