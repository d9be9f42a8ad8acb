package io.github.flowlog.adx.cli.flows;

import io.github.flowlog.FlowBatch;
import io.github.flowlog.RowSelection;
import io.github.flowlog.adx.cli.input.ScannedSource;
import io.github.flowlog.encode.CsvFlowEncoder;
import io.github.flowlog.encode.EncoderConstants;
import io.github.flowlog.encode.FlowColumn;
import io.github.flowlog.encode.FlowEncoder;
import io.github.flowlog.encode.JsonLinesFlowEncoder;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Columns of FlowLogs, through an encoder for each source. */
final class EncodedFlows implements FlowFormat {
    /** All columns in their order. */
    static final List<FlowColumn> ALL = List.of(FlowColumn.values());

    private final Function<EncoderConstants, FlowEncoder> encoders;
    private @Nullable ScannedSource current;
    private FlowEncoder encoder;

    private EncodedFlows(Function<EncoderConstants, FlowEncoder> encoders) {
        this.encoders = encoders;
        this.encoder = encoders.apply(EncoderConstants.ofSource(""));
    }

    static EncodedFlows csv(List<FlowColumn> columns) {
        return new EncodedFlows(constants -> CsvFlowEncoder.create(constants, columns));
    }

    static EncodedFlows jsonLines(List<FlowColumn> columns) {
        return new EncodedFlows(constants -> JsonLinesFlowEncoder.create(constants, columns));
    }

    /** A CSV header is there even when no row is. */
    @Override
    public void begin(FlowBatch batch, RowSelection rows, OutputStream out) throws IOException {
        encoder.header(out);
    }

    @Override
    public void write(ScannedSource source, FlowBatch batch, int row, OutputStream out) throws IOException {
        encoderOf(source).encode(batch, row, row + 1, out);
    }

    @Override
    public void write(ScannedSource source, FlowBatch batch, RowSelection rows, OutputStream out) throws IOException {
        encoderOf(source).encode(batch, rows, out);
    }

    private FlowEncoder encoderOf(ScannedSource source) throws IOException {
        if (source != current) {
            encoder = encoders.apply(EncoderConstants.ofSource(source.sourceId()));
            current = source;
        }
        return encoder;
    }
}
