package io.github.flowlog.adx.cli.flows;

import io.github.flowlog.Decision;
import io.github.flowlog.Direction;
import io.github.flowlog.FlowBatch;
import io.github.flowlog.RowSelection;
import io.github.flowlog.adx.cli.input.ScannedSource;
import io.github.flowlog.encode.FlowLogResource;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The lines of the script get_nsg_logs: record time, NSG, rule, decision, direction, source and destination with ports. */
final class CompatLines implements FlowFormat {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSSSSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final long TICKS_PER_SECOND = 10_000_000;
    private static final int NANOS_PER_TICK = 100;

    /** A record's time with its 7 decimals. */
    static String time(long ticks) {
        return TIME.format(Instant.ofEpochSecond(
                Math.floorDiv(ticks, TICKS_PER_SECOND), Math.floorMod(ticks, TICKS_PER_SECOND) * NANOS_PER_TICK));
    }

    @Override
    public void begin(FlowBatch batch, RowSelection rows, OutputStream out) {}

    @Override
    public void write(ScannedSource source, FlowBatch batch, int row, OutputStream out) throws IOException {
        String line = time(batch.recordTime(row))
                + ' '
                + word(FlowLogResource.aclGroup(batch.aclId(row)))
                + ' '
                + word(batch.rule(row))
                + ' '
                + (batch.decision(row) == Decision.ALLOWED ? 'A' : 'D')
                + ' '
                + (batch.direction(row) == Direction.INBOUND ? 'I' : 'O')
                + ' '
                + batch.source(row)
                + ' '
                + batch.sourcePort(row)
                + ' '
                + batch.destination(row)
                + ' '
                + batch.destinationPort(row)
                + '\n';
        out.write(line.getBytes(StandardCharsets.UTF_8));
    }

    /** One word, so that a reader can split the line at blanks. */
    private static String word(String text) {
        return text.isEmpty() ? "-" : text.replaceAll("\\s", "_");
    }
}
