package io.github.flowlog.adx;

import io.github.flowlog.ReadLimits;
import io.github.flowlog.adx.SourceOutcome.Kind;
import io.github.flowlog.adx.ledger.Cursor;
import io.github.flowlog.adx.ledger.SourceKey;
import io.github.flowlog.adx.source.FlowLogSource;
import io.github.flowlog.adx.target.BuiltBatch;
import io.github.flowlog.adx.target.LoadTarget;
import io.github.flowlog.adx.target.LostBatch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** Reads the ranges of lost batches again, in the sources of a load. */
final class LostBatchReader implements LostBatch.Reader {
    private final List<FlowLogSource> sources;
    private final ReadLimits limits;
    private final SourceAssessor assessor;
    private final BatchBuilder builder;

    /** Made when the first batch is lost; few loads ever need it. */
    private final Map<SourceKey, FlowLogSource> byKey = new HashMap<>();

    LostBatchReader(LoadTarget target, LoadRequest request, BooleanSupplier stop) {
        this.sources = request.sources();
        this.limits = request.limits();
        this.assessor = SourceAssessor.rereading(limits);
        this.builder =
                new BatchBuilder(target, Long.MAX_VALUE, stop, new Progress(LoadListener.NONE), request.filter());
    }

    /** Has the target read lost batches again, before it is claimed, in the sources of a load with the filter that they were planned with. */
    static void restore(LoadTarget target, LoadRequest request, BooleanSupplier stop) {
        if (target.filter().equals(request.filterText())) {
            target.restore(new LostBatchReader(target, request, stop));
        }
    }

    @Override
    public BuiltBatch read(LostBatch lost) throws IOException {
        if (byKey.isEmpty()) {
            sources.forEach(source -> byKey.putIfAbsent(SourceKey.of(source), source));
        }
        List<RangeReading> readings = new ArrayList<>();
        try {
            for (LostBatch.Range range : lost.ranges()) {
                readings.add(open(range));
            }
            return builder.build(lost.id(), "", readings);
        } catch (SourceFailure failed) {
            throw unreadable(failed.reading().source().name(), failed.ioCause());
        } finally {
            for (RangeReading reading : readings) {
                reading.close();
            }
        }
    }

    private RangeReading open(LostBatch.Range range) throws IOException {
        Cursor cursor = range.cursor();
        FlowLogSource source = byKey.get(cursor.key());
        if (source == null) {
            throw new IOException(cursor.key().path() + " is none of the logs of this load");
        }
        try {
            Assessment assessment = assessor.assess(source, List.of(cursor));
            if (assessment.kind() != Kind.CONTINUED) {
                throw new IOException("it was rewritten since");
            }
            return RangeReading.open(source, assessment, range, limits);
        } catch (IOException failed) {
            throw unreadable(source.name(), failed);
        }
    }

    private static IOException unreadable(String name, IOException cause) {
        return new IOException(name + ": " + SourceFailure.describe(cause), cause);
    }
}
