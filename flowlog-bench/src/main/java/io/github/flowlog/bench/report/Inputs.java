package io.github.flowlog.bench.report;

import io.github.flowlog.synthetic.FlowLogGenerator;
import io.github.flowlog.synthetic.GeneratorOptions;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Where things lie, seen from the top of a checkout, and the logs that processes read. */
final class Inputs {
    private static final Path LOGS = Path.of("flowlog-bench", "target", "data");
    private static final long MEGABYTE = 1_000_000;
    private static final double IPV6_SHARE = 0.05;

    private Inputs() {}

    /** The jar that is running, as it was given to {@code java}. */
    static String jar() {
        return System.getProperty("java.class.path");
    }

    /** A VNet flow log of about so many megabytes (10^6 bytes) with records of up to so many bytes; made at first use. */
    static Path log(int megabytes, int recordBytes) throws IOException {
        Path file = LOGS.resolve("vnet-v4-" + megabytes + "mb-records-" + recordBytes + ".json");
        if (Files.exists(file)) {
            return file;
        }
        Files.createDirectories(LOGS);
        Path unfinished = LOGS.resolve(file.getFileName() + ".part");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(unfinished), 1 << 16)) {
            FlowLogGenerator.of(GeneratorOptions.defaults()
                            .withTargetBytes(megabytes * MEGABYTE)
                            .withRecordCapBytes(recordBytes)
                            .withIpv6Share(IPV6_SHARE))
                    .writeTo(out);
        }
        return Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
    }
}
