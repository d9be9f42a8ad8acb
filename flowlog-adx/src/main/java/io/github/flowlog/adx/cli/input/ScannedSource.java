package io.github.flowlog.adx.cli.input;

import io.github.flowlog.FlowLogReader;
import io.github.flowlog.adx.SourceIds;
import io.github.flowlog.adx.source.FlowLogSource;
import java.io.IOException;

/** The source that is being read, with the id that a load would give it. */
public interface ScannedSource {
    /** Value of column SourceId; rows of the source have been read before it is asked for. */
    String sourceId() throws IOException;

    static ScannedSource of(FlowLogSource source, FlowLogReader reader) {
        return () -> SourceIds.ofFirstLoad(source, reader.firstRecordOrNull());
    }
}
