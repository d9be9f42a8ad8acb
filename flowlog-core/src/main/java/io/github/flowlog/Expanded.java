package io.github.flowlog;

import io.github.flowlog.internal.scan.BlockingRead;
import io.github.flowlog.internal.scan.CompressionFault;
import io.github.flowlog.internal.scan.GzipBytes;
import io.github.flowlog.internal.scan.Window;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Opens the uncompressed bytes of a source, whether it is compressed or not. */
final class Expanded {
    private Expanded() {}

    static Window stream(InputStream in, ReadOptions options) throws IOException {
        PushbackInputStream ahead = new PushbackInputStream(in, 2);
        byte[] magic = new byte[2];
        int there = 0;
        for (int read = 0; there < 2 && read >= 0; there += Math.max(0, read)) {
            read = BlockingRead.some(ahead, magic, there, 2 - there);
        }
        ahead.unread(magic, 0, there);
        boolean gzip = there == 2 && GzipBytes.isMagic(magic[0], magic[1]);
        return Window.over(gzip ? gzip(ahead, options) : ahead, options.bufferBytes(), 0);
    }

    static Window file(Path file, long offset, ReadOptions options) throws IOException {
        if (offset == 0 && !Files.isRegularFile(file)) {
            // a named pipe cannot be asked what stands where
            InputStream in = Files.newInputStream(file);
            try {
                return stream(in, options);
            } catch (IOException | RuntimeException failed) {
                in.close();
                throw failed;
            }
        }
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        try {
            if (isGzip(channel)) {
                InputStream in = gzip(new FileBytes(channel, 0), options);
                skip(in, offset, file);
                return Window.over(in, options.bufferBytes(), offset);
            }
            if (channel.size() < offset) {
                throw tooShort(file + " has", offset);
            }
            return Window.over(new FileBytes(channel, offset), options.bufferBytes(), offset);
        } catch (IOException | RuntimeException failed) {
            channel.close();
            throw failed;
        }
    }

    /** Whether a file begins like gzip; the position of the channel does not move. */
    static boolean isGzip(FileChannel channel) throws IOException {
        ByteBuffer magic = ByteBuffer.allocate(2);
        return channel.read(magic, 0) == 2 && GzipBytes.isMagic(magic.get(0), magic.get(1));
    }

    static Window buffer(ByteBuffer bytes, ReadOptions options) {
        ByteBuffer view = bytes.slice();
        boolean gzip = view.remaining() >= 2 && GzipBytes.isMagic(view.get(0), view.get(1));
        if (view.hasArray() && !gzip) {
            int from = view.arrayOffset();
            return Window.over(view.array(), from, from + view.remaining(), 0);
        }
        // never as a whole: a mapped file may be larger than the heap
        InputStream in = new BufferBytes(view);
        return Window.over(gzip ? gzip(in, options) : in, options.bufferBytes(), 0);
    }

    private static InputStream gzip(InputStream in, ReadOptions options) {
        return new GzipBytes(in, options.limits().gzipExpansion());
    }

    private static void skip(InputStream in, long count, Path file) throws IOException {
        try {
            if (in.skip(count) < count) {
                throw tooShort(file + " expands to", count);
            }
        } catch (CompressionFault damaged) {
            throw new IOException(
                    file + " cannot be expanded up to byte " + count + ": " + damaged.expectation()
                            + "; read it from its start",
                    damaged);
        }
    }

    private static EOFException tooShort(String beginning, long bytes) {
        return new EOFException(beginning + " less than " + bytes + " bytes; read it from its start");
    }
}
