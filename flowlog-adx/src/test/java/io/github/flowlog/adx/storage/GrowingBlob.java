package io.github.flowlog.adx.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.specialized.BlockBlobClient;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/** A flow-log blob that is written as Azure does it: a head, a block a minute, and a tail that each commit puts behind the last. */
public final class GrowingBlob {
    private static final String HEAD = id("A");
    private static final String TAIL = id("Z");

    private final BlockBlobClient blob;
    private final List<String> minutes = new ArrayList<>();

    /** Commits a log without a record. */
    public GrowingBlob(BlobContainerClient container, String name) {
        blob = container.getBlobClient(name).getBlockBlobClient();
        stage(HEAD, "{\"records\":[");
        stage(TAIL, "]}");
        commit();
    }

    /** Commits a block more, of these records. */
    public void append(String... records) {
        String minute = id(String.format(Locale.ROOT, "D%04d", minutes.size()));
        stage(minute, (minutes.isEmpty() ? "" : ",") + String.join(",", records));
        minutes.add(minute);
        commit();
    }

    private void stage(String id, String text) {
        byte[] bytes = text.getBytes(UTF_8);
        blob.stageBlock(id, new ByteArrayInputStream(bytes), bytes.length);
    }

    private void commit() {
        List<String> blocks = new ArrayList<>();
        blocks.add(HEAD);
        blocks.addAll(minutes);
        blocks.add(TAIL);
        blob.commitBlockList(blocks, true);
    }

    private static String id(String name) {
        return Base64.getEncoder().encodeToString((name + "-".repeat(32 - name.length())).getBytes(UTF_8));
    }
}
