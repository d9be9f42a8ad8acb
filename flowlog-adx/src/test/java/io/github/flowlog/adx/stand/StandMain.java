package io.github.flowlog.adx.stand;

import com.azure.core.util.BinaryData;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import io.github.flowlog.synthetic.FlowLogGenerator;
import io.github.flowlog.synthetic.GeneratedFormat;
import io.github.flowlog.synthetic.GeneratorOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A stand to try commands against by hand, with logs that grow, until it is ended.
 *
 * <p>{@code flowlog-adx/src/test/stand} builds and starts it.
 */
public final class StandMain {
    private static final String VNET = "insights-logs-flowlogflowevent";
    private static final String NSG = "insights-logs-networksecuritygroupflowevent";
    private static final long BLOB_BYTES = 10_000_000;
    /** Small logs are of so many network interfaces in each hour. */
    private static final int INTERFACES = 12;

    private static final int SMALLEST = 2_000;
    private static final int LARGEST = 20_000;

    private final KustoStand stand;
    private final List<GrowingBlob> blobs = new ArrayList<>();

    private StandMain(KustoStand stand, int count) {
        this.stand = stand;
        Random random = new Random(1);
        Instant hour = Instant.now().truncatedTo(ChronoUnit.HOURS);
        for (int i = 0; i < count; i++) {
            boolean vnet = i % 2 == 0;
            blobs.add(GrowingBlob.of(
                    container(vnet ? VNET : NSG),
                    vnet ? GeneratedFormat.VNET_V4 : GeneratedFormat.NSG_V2,
                    hour.minus(Duration.ofHours(i / 2)),
                    i,
                    BLOB_BYTES,
                    random.nextLong()));
        }
    }

    /**
     * Arguments: {@code --port N}, {@code --blobs N}, {@code --every SECONDS}, {@code --small N} for that many logs of 2 to 20 KB that do
     * not grow, {@code --file PATH} for a log as one blob, {@code --slow SECONDS} that each request to a blob waits for, {@code --confirm
     * SECONDS} after which the tag of a batch is shown.
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        int port = option(args, "--port", 0);
        int every = option(args, "--every", 5);
        KustoStand stand = KustoStand.start("Flows", null, port);
        stand.setUp();
        StandMain main = new StandMain(stand, option(args, "--blobs", 4));
        main.putSmall(option(args, "--small", 0));
        main.put(text(args, "--file"));
        main.blobs.forEach(blob -> blob.grow(3));
        main.slowDown(option(args, "--slow", 0), option(args, "--confirm", 0));
        main.explain(System.out);
        while (true) {
            Thread.sleep(Duration.ofSeconds(every == 0 ? 3600 : every).toMillis());
            if (every > 0) {
                main.blobs.forEach(blob -> blob.grow(1));
            }
        }
    }

    private void slowDown(int request, int confirmation) {
        if (request > 0) {
            stand.blob().next(Integer.MAX_VALUE, "", Fault.delay(Duration.ofSeconds(request)));
        }
        stand.ingestion().hideTagsFor(Duration.ofSeconds(confirmation));
    }

    /** Logs of the hours before now, each put in one piece. */
    private void putSmall(int count) {
        Random random = new Random(2);
        BlobContainerClient container = container(NSG);
        Instant hour = Instant.now().truncatedTo(ChronoUnit.HOURS);
        for (int i = 0; i < count; i++) {
            ByteArrayOutputStream log = new ByteArrayOutputStream();
            Instant start = hour.minus(Duration.ofHours(2 + i / INTERFACES));
            GeneratorOptions options = GeneratorOptions.defaults()
                    .withSeed(i)
                    .withFormat(GeneratedFormat.NSG_V2)
                    .withStart(start)
                    .withTargetBytes(SMALLEST + random.nextInt(LARGEST - SMALLEST));
            try {
                FlowLogGenerator.of(options).writeTo(log);
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
            container
                    .getBlobClient(GrowingBlob.name(GeneratedFormat.NSG_V2, start, 100 + i % INTERFACES))
                    .upload(BinaryData.fromBytes(log.toByteArray()));
        }
    }

    private void put(@Nullable String file) {
        if (file != null) {
            Instant hour = Instant.now().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(2));
            container(VNET)
                    .getBlobClient(GrowingBlob.name(GeneratedFormat.VNET_V4, hour, 99))
                    .uploadFromFile(file);
        }
    }

    private BlobContainerClient container(String name) {
        return new BlobServiceClientBuilder()
                .connectionString(stand.azurite().connectionString())
                .buildClient()
                .createBlobContainerIfNotExists(name);
    }

    private static int option(String[] args, String name, int otherwise) {
        String given = text(args, name);
        return given == null ? otherwise : Integer.parseInt(given);
    }

    private static @Nullable String text(String[] args, String name) {
        for (int i = 0; i + 1 < args.length; i += 2) {
            if (args[i].equals(name)) {
                return args[i + 1];
            }
        }
        return null;
    }

    private void explain(PrintStream out) {
        out.println("Cluster:  " + stand.target() + "  (tables and mappings are made)");
        out.println("Storage:  " + stand.blobEndpoint() + "  (" + blobs.size() + " logs, growing)");
        out.println();
        out.println("In another terminal, with the key that Azurite's documentation gives to everybody:");
        out.println("  export STORAGE_ACCOUNT_KEY='" + stand.azurite().key() + "'");
        out.println("  ./flowlog ls " + stand.blobEndpoint());
        // another stand is another table, whatever its port is
        out.println("  ./flowlog load " + stand.blobEndpoint() + " --to " + stand.target() + " --state stand-state-"
                + ProcessHandle.current().pid());
        out.println("  ./flowlog query --to " + stand.target() + " 'FlowLogs | count'");
        out.println();
        out.println("Ctrl-C ends the stand; nothing of it is kept.");
        out.flush();
    }
}
