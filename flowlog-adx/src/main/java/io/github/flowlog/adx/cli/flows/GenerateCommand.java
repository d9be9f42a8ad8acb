package io.github.flowlog.adx.cli.flows;

import io.github.flowlog.adx.cli.terminal.CommandFailure;
import io.github.flowlog.adx.cli.terminal.ExitCode;
import io.github.flowlog.adx.cli.terminal.Terminal;
import io.github.flowlog.adx.cli.text.ByteSize;
import io.github.flowlog.adx.cli.text.Words;
import io.github.flowlog.synthetic.FlowLogGenerator;
import io.github.flowlog.synthetic.GeneratedFormat;
import io.github.flowlog.synthetic.GeneratedLog;
import io.github.flowlog.synthetic.GeneratorMode;
import io.github.flowlog.synthetic.GeneratorOptions;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;

/** Makes a synthetic log. */
@Command(
        name = "generate",
        header = "Make a synthetic log from a seed.",
        description = {"", "The same options give the same bytes, on every machine.", ""},
        footer = {
            "",
            "Examples:",
            "  flowlog generate --tuples 1000 --out sample.json",
            "  flowlog generate --bytes 2M --format nsg-v2 --seed 7 --out big.json.gz",
            "  flowlog generate --tuples 20 --ipv6 0.5 | flowlog show -"
        })
public final class GenerateCommand implements Callable<Integer> {
    private static final String STANDARD_OUTPUT = "-";
    private static final int BUFFER = 1 << 16;

    private final Terminal terminal;

    @Option(names = "--seed", paramLabel = "N", description = "Any whole number. Default: 1.")
    private long seed = 1;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            converter = FormatName.class,
            description = "nsg-v1, nsg-v2, vnet-v4 (default) or mixed.")
    private GeneratedFormat format = GeneratedFormat.VNET_V4;

    @Option(
            names = "--mode",
            paramLabel = "MODE",
            description = "realistic (default), random, or awkward: valid JSON that is hard to read.")
    private GeneratorMode mode = GeneratorMode.REALISTIC;

    @Option(
            names = "--bytes",
            paramLabel = "SIZE",
            converter = ByteSize.class,
            description = "Stop after this many bytes: 500, 1.5k, 200M, 2G.")
    private @Nullable Long bytes;

    @Option(
            names = "--tuples",
            paramLabel = "COUNT",
            converter = ByteSize.class,
            description = "Stop after this many flow tuples: 500, 20k, 1M.")
    private @Nullable Long tuples;

    @Option(
            names = "--ipv6",
            paramLabel = "SHARE",
            arity = "0..1",
            fallbackValue = "0.5",
            description = "Share of IPv6 flows, 0 to 1; 0.5 when no number follows. Default: 0.")
    private double ipv6;

    @Option(names = "--nics", paramLabel = "N", description = "How many network interfaces log. Default: 1.")
    private int nics = 1;

    @Option(
            names = "--out",
            paramLabel = "FILE|-",
            description = "Where to write, compressed when it ends with .gz. Default: standard output.")
    private String out = STANDARD_OUTPUT;

    public GenerateCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        FlowLogGenerator generator = FlowLogGenerator.of(options());
        long start = terminal.nanoTime().getAsLong();
        GeneratedLog log = out.equals(STANDARD_OUTPUT) ? toStandardOutput(generator) : toFile(generator);
        long nanos = terminal.nanoTime().getAsLong() - start;
        terminal.say("Made " + Words.count(log.records(), "record") + ", " + Words.count(log.tuples(), "tuple") + ", "
                + Words.count(log.bytes(), "byte") + "; " + Words.duration(nanos) + "; "
                + Words.rate(log.tuples(), nanos, "tuples"));
        return ExitCode.DONE;
    }

    private GeneratorOptions options() {
        if (bytes == null && tuples == null) {
            throw CommandFailure.usage("No size given: add --bytes 200M or --tuples 1M, for example.");
        }
        try {
            GeneratorOptions options = GeneratorOptions.defaults()
                    .withSeed(seed)
                    .withFormat(format)
                    .withMode(mode)
                    .withIpv6Share(ipv6)
                    .withNics(nics);
            options = bytes == null ? options : options.withTargetBytes(bytes);
            return tuples == null ? options : options.withTargetTuples(tuples);
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage(e.getMessage() + ".");
        }
    }

    private GeneratedLog toStandardOutput(FlowLogGenerator generator) throws IOException {
        OutputStream stream = terminal.openOutput();
        GeneratedLog log = generator.writeTo(stream);
        stream.flush();
        return log;
    }

    private GeneratedLog toFile(FlowLogGenerator generator) throws IOException {
        try (AtomicFile file = AtomicFile.create(terminal.resolve(out))) {
            GeneratedLog log;
            try (OutputStream raw = file.open();
                    OutputStream stream = ConvertFormat.isGzip(out)
                            ? new GZIPOutputStream(raw, BUFFER)
                            : new BufferedOutputStream(raw, BUFFER)) {
                log = generator.writeTo(stream);
            }
            file.commit();
            return log;
        }
    }

    /** Reads {@code vnet-v4} as well as {@code VNET_V4}. */
    static final class FormatName implements ITypeConverter<GeneratedFormat> {
        @Override
        public GeneratedFormat convert(String text) {
            try {
                return GeneratedFormat.valueOf(text.replace('-', '_').toUpperCase(Locale.ROOT));
            } catch (IllegalArgumentException e) {
                throw new picocli.CommandLine.TypeConversionException(
                        "'" + text + "' is none of nsg-v1, nsg-v2, vnet-v4, mixed");
            }
        }
    }
}
