package io.github.flowlog.adx.cli.flows;

import io.github.flowlog.adx.cli.input.FlowScan;
import io.github.flowlog.adx.cli.input.FlowSink;
import io.github.flowlog.adx.cli.input.LogScope;
import io.github.flowlog.adx.cli.input.ScanTotals;
import io.github.flowlog.adx.cli.input.SourceOptions;
import io.github.flowlog.adx.cli.terminal.CommandFailure;
import io.github.flowlog.adx.cli.terminal.Terminal;
import io.github.flowlog.adx.cli.text.Words;
import io.github.flowlog.adx.duckdb.ParquetExport;
import io.github.flowlog.adx.source.FoundLogs;
import io.github.flowlog.filter.FlowFilter;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes flows to a file. */
@Command(
        name = "convert",
        header = "Convert logs to one csv, jsonl or parquet file.",
        description = {
            "",
            "All columns, one row a flow tuple. The file appears when it is complete; a failed run leaves nothing "
                    + "behind. A name that ends with .gz is compressed.",
            "",
            "Texts are written exactly as they were logged. A rule name that begins with =, +, - or @ is a formula to a "
                    + "spreadsheet: import the columns as text there, or use parquet.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  flowlog convert PT1H.json --to flows.csv",
            "  flowlog convert 'logs/**/PT1H.json' --to flows.parquet",
            "  flowlog convert PT1H.json -o jsonl --to - | head -3"
        })
public final class ConvertCommand implements Callable<Integer> {
    private static final String STANDARD_OUTPUT = "-";
    private static final int BUFFER = 1 << 16;

    private final Terminal terminal;

    @Mixin
    private SourceOptions sources = new SourceOptions();

    @Option(
            names = {"-t", "--to"},
            paramLabel = "FILE|-",
            description = "Where to write; - is standard output, the default.")
    private String to = STANDARD_OUTPUT;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            order = 1,
            description = "csv, jsonl or parquet. Default: by the ending of FILE, csv on standard output.")
    private @Nullable ConvertFormat format;

    public ConvertCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        ConvertFormat wanted = format();
        long start = terminal.nanoTime().getAsLong();
        try (FoundLogs found = sources.find(terminal, LogScope.ALL)) {
            ScanTotals totals =
                    toStandardOutput() ? scan(found, wanted, terminal.openOutput()) : writeFile(found, wanted);
            String written = "written " + Words.grouped(totals.isStopped() && !toStandardOutput() ? 0 : totals.rows());
            terminal.say(totals.summary(written, terminal.nanoTime().getAsLong() - start));
            return totals.exitCode();
        }
    }

    private boolean toStandardOutput() {
        return to.equals(STANDARD_OUTPUT);
    }

    private ConvertFormat format() {
        ConvertFormat wanted = format;
        if (wanted == null) {
            wanted = toStandardOutput() ? ConvertFormat.CSV : ConvertFormat.ofNameOrNull(to);
        }
        if (wanted == null) {
            throw CommandFailure.usage("Cannot tell the format of " + to + ": add -o csv, -o jsonl or -o parquet.");
        }
        if (wanted == ConvertFormat.PARQUET && toStandardOutput()) {
            throw CommandFailure.usage("Parquet goes to a file: add --to FILE.");
        }
        return wanted;
    }

    private ScanTotals writeFile(FoundLogs found, ConvertFormat wanted) throws IOException {
        Path target = terminal.resolve(to);
        refuseOverwritingSource(found, target);
        try (AtomicFile file = AtomicFile.create(target)) {
            ScanTotals totals =
                    wanted == ConvertFormat.PARQUET ? writeParquet(found, file) : writeText(found, wanted, file);
            if (!totals.isStopped()) {
                file.commit();
            }
            return totals;
        }
    }

    private void refuseOverwritingSource(FoundLogs found, Path target) throws IOException {
        if (!Files.exists(target)) {
            return;
        }
        String real = target.toRealPath().toString();
        if (found.logs().stream().anyMatch(log -> log.path().equals(real))) {
            throw CommandFailure.failed("Will not overwrite " + to + ", which is one of the sources.");
        }
    }

    private ScanTotals writeText(FoundLogs found, ConvertFormat wanted, AtomicFile file) throws IOException {
        try (OutputStream raw = file.open();
                OutputStream out = ConvertFormat.isGzip(to)
                        ? new GZIPOutputStream(raw, BUFFER)
                        : new BufferedOutputStream(raw, BUFFER)) {
            return scan(found, wanted, out);
        }
    }

    private ScanTotals writeParquet(FoundLogs found, AtomicFile file) throws IOException {
        try (AtomicFile spool = file.scratch()) {
            ScanTotals totals;
            try (OutputStream out = new BufferedOutputStream(spool.open(), BUFFER)) {
                totals = scan(found, ConvertFormat.CSV, out);
            }
            if (!totals.isStopped()) {
                ParquetExport.write(spool.temporary(), file.temporary());
            }
            return totals;
        }
    }

    private ScanTotals scan(FoundLogs found, ConvertFormat wanted, OutputStream out) throws IOException {
        FlowFormat rows = wanted == ConvertFormat.JSONL
                ? EncodedFlows.jsonLines(EncodedFlows.ALL)
                : EncodedFlows.csv(EncodedFlows.ALL);
        FlowSink sink = new PrintedFlows(rows, out, false);
        return new FlowScan(terminal, sources.input(), FlowFilter.all(), FlowScan.UNLIMITED).run(found, sink);
    }
}
