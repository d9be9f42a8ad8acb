package io.github.flowlog.adx.cli;

import io.github.flowlog.FlowBatch;
import io.github.flowlog.encode.CsvFlowEncoder;
import io.github.flowlog.encode.EncoderConstants;
import io.github.flowlog.encode.FlowEncoder;
import io.github.flowlog.encode.JsonLinesFlowEncoder;
import io.github.flowlog.filter.RowSelection;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Writes flows with all their columns, through an encoder for each source. */
final class EncodedFlows implements FlowSink {
    private final OutputStream out;
    private final Function<EncoderConstants, FlowEncoder> encoders;
    private final boolean flushes;
    private @Nullable ScannedSource current;
    private @Nullable FlowEncoder encoder;

    private EncodedFlows(OutputStream out, Function<EncoderConstants, FlowEncoder> encoders, boolean flushes) {
        this.out = out;
        this.encoders = encoders;
        this.flushes = flushes;
    }

    /** CSV whose header line is there even when no row is. */
    static EncodedFlows csv(OutputStream out, boolean flushes) throws IOException {
        CsvFlowEncoder.create(EncoderConstants.ofSource("")).header(out);
        return new EncodedFlows(out, CsvFlowEncoder::create, flushes);
    }

    static EncodedFlows jsonLines(OutputStream out, boolean flushes) {
        return new EncodedFlows(out, JsonLinesFlowEncoder::create, flushes);
    }

    static EncodedFlows jsonArray(OutputStream out, boolean flushes) {
        return jsonLines(new JsonArrayOutput(out), flushes);
    }

    @Override
    public void write(ScannedSource source, FlowBatch batch, RowSelection rows) throws IOException {
        FlowEncoder now = encoder;
        if (now == null || source != current) {
            now = encoders.apply(EncoderConstants.ofSource(source.sourceId()));
            encoder = now;
            current = source;
        }
        now.encode(batch, rows, out);
        if (flushes) {
            out.flush();
        }
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    @Override
    public void close() throws IOException {
        if (out instanceof JsonArrayOutput array) {
            array.end();
        }
        out.flush();
    }
}
