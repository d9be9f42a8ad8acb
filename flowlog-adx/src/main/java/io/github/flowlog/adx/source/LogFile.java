package io.github.flowlog.adx.source;

import io.github.flowlog.FlowLogReader;
import io.github.flowlog.ReadOptions;
import io.github.flowlog.ResumePoint;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/**
 * A flow log in a local file, plain or gzip.
 *
 * <p>Immutable. Two files are equal when they are one file on disk, whatever links lead to it.
 */
public final class LogFile implements FlowLogSource {
    private static final int BUFFER = 1 << 16;
    private static final int FINGERPRINT_BYTES = 1 << 16;
    private static final char NO_CHARACTER = '\uFFFD';

    private final String name;
    private final String path;
    private final Path file;

    private LogFile(String name, String path, Path file) {
        this.name = Objects.requireNonNull(name, "name");
        this.path = path;
        this.file = file;
    }

    /** Names a file that exists; links are resolved. */
    public static LogFile of(Path file) throws IOException {
        Path real = file.toRealPath();
        return new LogFile(file.toString(), identity(real), real);
    }

    /**
     * The text of a real path; where the bytes of a name are no text in this locale, by the bytes. Java shows all such
     * bytes as one character, and two files must not be taken for one.
     */
    static String identity(Path real) {
        String text = real.toString();
        if (text.indexOf(NO_CHARACTER) < 0) {
            return text;
        }
        String percentEncoded = real.toUri().getRawPath();
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(percentDecoded(percentEncoded)))
                    .toString();
        } catch (CharacterCodingException e) {
            return "file:" + percentEncoded;
        }
    }

    private static byte[] percentDecoded(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '%') {
                bytes.write(HexFormat.fromHexDigits(text, i + 1, i + 3));
                i += 2;
            } else {
                bytes.write(text.charAt(i));
            }
        }
        return bytes.toByteArray();
    }

    /** A file whose place on disk means nothing, so that it is identified by another text. */
    static LogFile identifiedBy(String identity, String name, Path file) {
        return new LogFile(name, identity, file);
    }

    /** The path as the user gave it. */
    @Override
    public String name() {
        return name;
    }

    @Override
    public String account() {
        return "";
    }

    @Override
    public String container() {
        return "";
    }

    @Override
    public String path() {
        return path;
    }

    @Override
    public long storedBytes() throws IOException {
        return Files.size(file);
    }

    @Override
    public StoredState state() throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return new StoredState(
                String.valueOf(attributes.fileKey()),
                attributes.size(),
                isCopy() ? Instant.EPOCH : attributes.lastModifiedTime().toInstant());
    }

    /** Size, and hash of the last 64 KiB of the first so many bytes as they are stored. */
    @Override
    public String fingerprint(long size) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer tail = ByteBuffer.allocate((int) Math.min(size, FINGERPRINT_BYTES));
            int read = 0;
            while (tail.hasRemaining() && read >= 0) {
                read = channel.read(tail, size - tail.remaining());
            }
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(tail.array(), 0, tail.position());
            return size + "-" + HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    /** Whether it is the complete copy of something else, whose own age means nothing. */
    private boolean isCopy() {
        return path.startsWith(SpooledInput.IDENTITY);
    }

    @Override
    public FlowLogReader open(ResumePoint start, ReadOptions options) throws IOException {
        return FlowLogReader.resume(file, name, start, options);
    }

    @Override
    public InputStream bytes(long offset) throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER);
        try {
            in.mark(2);
            boolean gzip = in.read() == 0x1f && in.read() == 0x8b;
            in.reset();
            InputStream plain = gzip ? new GZIPInputStream(in, BUFFER) : in;
            plain.skipNBytes(offset);
            return plain;
        } catch (EOFException shorter) {
            in.close();
            return InputStream.nullInputStream();
        } catch (IOException | RuntimeException failed) {
            in.close();
            throw failed;
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LogFile that && path.equals(that.path);
    }

    @Override
    public int hashCode() {
        return path.hashCode();
    }

    @Override
    public String toString() {
        return name;
    }
}
