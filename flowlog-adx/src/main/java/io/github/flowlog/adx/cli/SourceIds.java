package io.github.flowlog.adx.cli;

import io.github.flowlog.RecordRange;
import io.github.flowlog.adx.source.FlowLogSource;
import io.github.flowlog.encode.ContentKey;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Gives a source the SourceId that the first load of it gives, so that converted and loaded rows can be joined. */
final class SourceIds {
    private static final int GENERATION_BYTES = 8;

    private SourceIds() {}

    static String of(FlowLogSource source, @Nullable RecordRange firstRecord) throws IOException {
        return ContentKey.ofSource(
                source.account(),
                source.container(),
                source.path(),
                firstRecord == null ? "" : generation(source, firstRecord));
    }

    private static String generation(FlowLogSource source, RecordRange record) throws IOException {
        try (InputStream in = source.bytes(record.from())) {
            byte[] bytes = in.readNBytes(Math.toIntExact(record.to() - record.from()));
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(hash, 0, GENERATION_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
