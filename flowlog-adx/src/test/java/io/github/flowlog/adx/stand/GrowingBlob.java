package io.github.flowlog.adx.stand;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.specialized.BlockBlobClient;
import io.github.flowlog.synthetic.FlowLogGenerator;
import io.github.flowlog.synthetic.GeneratedFormat;
import io.github.flowlog.synthetic.GeneratorOptions;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;

/**
 * A flow-log blob that grows as Azure's do: a head block, one block more each time, whose comma leads, and the closing brackets committed
 * behind them as a block that stays the same.
 *
 * <p>A seed makes it what it is. <b>Thread-safety:</b> none.
 */
public final class GrowingBlob {
    private static final DateTimeFormatter HOUR =
            DateTimeFormatter.ofPattern("'y='uuuu'/m='MM'/d='dd'/h='HH'/m=00/'").withZone(ZoneOffset.UTC);

    private final String name;
    private final BlockBlobClient blob;
    private final Iterator<byte[]> source;
    private final List<String> committed = new ArrayList<>();
    private byte[] ahead;

    private GrowingBlob(String name, BlockBlobClient blob, Iterator<byte[]> source) {
        this.name = name;
        this.blob = blob;
        this.source = source;
        this.ahead = source.next();
    }

    /**
     * A blob that is not there yet.
     *
     * @param number tells it from others of its hour
     * @param bytes about how large it can grow
     */
    public static GrowingBlob of(
            BlobContainerClient container, GeneratedFormat format, Instant hour, int number, long bytes, long seed) {
        GeneratorOptions options = GeneratorOptions.defaults()
                .withSeed(seed)
                .withFormat(format)
                .withStart(hour)
                .withTargetBytes(bytes);
        String name = name(format, hour, number);
        return new GrowingBlob(
                name,
                container.getBlobClient(name).getBlockBlobClient(),
                FlowLogGenerator.of(options).blocks().iterator());
    }

    /** The name of a blob of a format and an hour; the number tells it from others. */
    static String name(GeneratedFormat format, Instant hour, int number) {
        boolean vnet = format == GeneratedFormat.VNET_V4 || format == GeneratedFormat.MIXED;
        String subscription = "00000000-0000-0000-0000-00000000000" + number % 10;
        String resource = vnet
                ? "flowLogResourceID=/" + subscription + "_NETWORKS/NETWORKWATCHER_WESTEUROPE_LOG" + number + "/"
                : "resourceId=/SUBSCRIPTIONS/" + subscription + "/RESOURCEGROUPS/NETWORKS/PROVIDERS/MICROSOFT.NETWORK/"
                        + "NETWORKSECURITYGROUPS/NSG" + number + "/";
        return resource + HOUR.format(hour) + "macAddress=%012X".formatted(number) + "/PT1H.json";
    }

    /** Name within its container. */
    public String name() {
        return name;
    }

    /** Whether it is as large as it gets. */
    public boolean isFull() {
        return !source.hasNext();
    }

    /** Commits some blocks more, each with a commit of its own; fewer when it becomes full. */
    public void grow(int blocks) {
        if (committed.isEmpty()) {
            committed.add(stage(ahead));
            committed.add(stage("]}".getBytes(UTF_8)));
            ahead = source.next();
        }
        for (int i = 0; i < blocks && source.hasNext(); i++) {
            committed.add(committed.size() - 1, stage(ahead));
            blob.commitBlockList(committed, true);
            // what the generator gives last are the brackets
            ahead = source.next();
        }
    }

    private String stage(byte[] bytes) {
        String id = Base64.getEncoder()
                .encodeToString("%012d".formatted(committed.size()).getBytes(UTF_8));
        blob.stageBlock(id, new ByteArrayInputStream(bytes), bytes.length);
        return id;
    }

    /** What is committed; empty before the first growth. */
    public byte[] bytes() {
        if (committed.isEmpty()) {
            return new byte[0];
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        blob.downloadStream(bytes);
        return bytes.toByteArray();
    }
}
