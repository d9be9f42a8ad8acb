package io.github.flowlog.adx;

import io.github.flowlog.FlowBatch;
import io.github.flowlog.FlowLogReader;
import io.github.flowlog.ReadLimits;
import io.github.flowlog.ReadOptions;
import io.github.flowlog.ReadStats;
import io.github.flowlog.RowSelection;
import io.github.flowlog.adx.ledger.Origin;
import io.github.flowlog.adx.source.FlowLogSource;
import io.github.flowlog.adx.target.BuiltBatch;
import io.github.flowlog.adx.target.LostBatch;
import java.io.IOException;

/** One source while a range of it is read as it was read before; what the ledger knows of the range stays as it is. */
final class RangeReading implements RowSource, AutoCloseable {
    private final FlowLogSource source;
    private final Assessment assessment;
    private final BuiltBatch.Part part;
    private final long end;
    private final FlowLogReader reader;
    private long rows;

    private RangeReading(FlowLogSource source, Assessment assessment, LostBatch.Range range, ReadLimits limits)
            throws IOException {
        this.source = source;
        this.assessment = assessment;
        this.part = range.part();
        this.end = assessment.start().offset();
        ReadOptions options = ReadOptions.defaults().withLimits(limits).skippingBadInput(problem -> {});
        this.reader = source.open(
                range.start(),
                options.withBufferBytes(Reading.windowBytes(end - range.start().offset())));
    }

    /**
     * Opens a source where the range begins.
     *
     * @param assessment says that the source still is what was read, up to the end of the range
     */
    static RangeReading open(FlowLogSource source, Assessment assessment, LostBatch.Range range, ReadLimits limits)
            throws IOException {
        return new RangeReading(source, assessment, range, limits);
    }

    @Override
    public FlowLogSource source() {
        return source;
    }

    @Override
    public Assessment assessment() {
        return assessment;
    }

    @Override
    public Origin origin() {
        return assessment.origin();
    }

    @Override
    public boolean next(FlowBatch batch) throws IOException {
        return reader.resumePoint().offset() < end && reader.next(batch);
    }

    /** What has grown behind the range is of another batch. */
    @Override
    public void select(FlowBatch batch, RowSelection selected) {
        selected.selectAll(batch);
        selected.retain(row -> batch.recordOffset(row) < end);
    }

    @Override
    public void take(int count) {
        rows += count;
    }

    @Override
    public long rows() {
        return rows;
    }

    @Override
    public long committedRows() {
        return 0;
    }

    /** None: the range has an end, and the batch is as large as it was. */
    @Override
    public long bytesOfBatch() {
        return 0;
    }

    /** None: they are in quarantine. */
    @Override
    public int problemsOfBatch() {
        return 0;
    }

    @Override
    public ReadStats stats() {
        return reader.stats();
    }

    @Override
    public BuiltBatch.Part part(EvidenceReader evidence) throws IOException {
        assessment.requireSame(source);
        return part;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
