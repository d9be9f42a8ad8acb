package io.github.flowlog.adx.node;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.util.BinaryData;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.blob.models.BlobErrorCode;
import com.azure.storage.blob.models.BlobItem;
import com.azure.storage.blob.models.BlobListDetails;
import com.azure.storage.blob.models.BlobRange;
import com.azure.storage.blob.models.BlobRequestConditions;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.models.Block;
import com.azure.storage.blob.models.BlockListType;
import com.azure.storage.blob.models.ListBlobsOptions;
import com.azure.storage.blob.specialized.BlockBlobClient;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AzuriteTest {
    @Test
    void growsABlobBlockByBlock() throws Exception {
        BlobContainerClient container = new BlobServiceClientBuilder()
                .connectionString(Azurite.shared().connectionString())
                .buildClient()
                .createBlobContainer("azurite-" + UUID.randomUUID());
        BlockBlobClient blob = container.getBlobClient("y=2026/log.json").getBlockBlobClient();
        List<String> blocks = new ArrayList<>();
        blocks.add(stage(blob, 0, "{\"records\":["));
        blocks.add(stage(blob, 1, "]}"));
        String before = blob.commitBlockList(blocks, true).getETag();
        blocks.add(1, stage(blob, 2, "{}"));
        blob.commitBlockList(blocks, true);

        ListBlobsOptions prefix =
                new ListBlobsOptions().setPrefix("y=2026/").setDetails(new BlobListDetails().setRetrieveMetadata(true));
        assertThat(container.listBlobs(prefix, null))
                .extracting(BlobItem::getName)
                .containsExactly("y=2026/log.json");
        assertThat(blob.listBlocks(BlockListType.COMMITTED).getCommittedBlocks())
                .extracting(Block::getName)
                .containsExactlyElementsOf(blocks);
        assertThat(blob.downloadContent().toString()).isEqualTo("{\"records\":[{}]}");

        BlobRequestConditions unchanged = new BlobRequestConditions().setIfMatch(before);
        assertThatThrownBy(() -> blob.downloadStreamWithResponse(
                        new ByteArrayOutputStream(), new BlobRange(3, 4L), null, unchanged, false, null, null))
                .isInstanceOfSatisfying(
                        BlobStorageException.class,
                        e -> assertThat(e.getErrorCode()).isEqualTo(BlobErrorCode.CONDITION_NOT_MET));
    }

    private static String stage(BlockBlobClient blob, int number, String text) {
        String id = Base64.getEncoder().encodeToString(("block" + number).getBytes(UTF_8));
        byte[] bytes = BinaryData.fromString(text).toBytes();
        blob.stageBlock(id, new ByteArrayInputStream(bytes), bytes.length);
        return id;
    }
}
