package io.github.flowlog.bench;

import io.github.flowlog.FlowBatch;
import io.github.flowlog.FlowLogReader;
import io.github.flowlog.ReadOptions;
import java.io.IOException;

/** Our reader, strict, with one batch for everything. */
final class FlowlogContender implements LogContender {
    private final FlowBatch batch = FlowBatch.create();

    @Override
    public void read(byte[] log, RowSink sink) throws IOException {
        try (FlowLogReader reader = FlowLogReader.of(log, "corpus", ReadOptions.defaults())) {
            while (reader.next(batch)) {
                sink.take(batch);
            }
        }
    }
}
