package io.github.flowlog.bench;

import io.github.flowlog.FlowBatch;
import io.github.flowlog.FlowLogReader;
import io.github.flowlog.ReadOptions;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where our reader takes a log from. */
enum FileReading {
    /** {@link FlowLogReader#of(byte[], String)}, the whole log in an array. */
    ARRAY {
        @Override
        FlowLogReader open(ByteBuffer array, Path file) {
            return FlowLogReader.of(array.array(), "corpus");
        }

        @Override
        ByteBuffer bytes(Path file) throws IOException {
            return ByteBuffer.wrap(Files.readAllBytes(file));
        }
    },
    /** {@link FlowLogReader#open(Path)}, piece by piece. */
    FILE {
        @Override
        FlowLogReader open(ByteBuffer unused, Path file) throws IOException {
            return FlowLogReader.open(file);
        }

        @Override
        ByteBuffer bytes(Path file) {
            return ByteBuffer.allocate(0);
        }
    },
    /** A direct buffer with the whole log. */
    DIRECT {
        @Override
        FlowLogReader open(ByteBuffer direct, Path file) {
            return FlowLogReader.of(direct, "corpus", ReadOptions.defaults());
        }

        @Override
        ByteBuffer bytes(Path file) throws IOException {
            byte[] bytes = Files.readAllBytes(file);
            return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
        }
    },
    /** The file mapped into memory once. */
    MAPPED {
        @Override
        FlowLogReader open(ByteBuffer mapped, Path file) {
            return FlowLogReader.of(mapped, "corpus", ReadOptions.defaults());
        }

        @Override
        ByteBuffer bytes(Path file) throws IOException {
            try (FileChannel channel = FileChannel.open(file)) {
                return channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
            }
        }
    };

    /** What has to be in memory before {@link #open}; empty when nothing has. */
    abstract ByteBuffer bytes(Path file) throws IOException;

    /** Opens a reader over what {@link #bytes} returned, or over the file. */
    abstract FlowLogReader open(ByteBuffer bytes, Path file) throws IOException;

    /** Reads a whole log into {@code batch}. */
    void read(ByteBuffer bytes, Path file, FlowBatch batch, RowSink sink) throws IOException {
        try (FlowLogReader reader = open(bytes, file)) {
            while (reader.next(batch)) {
                sink.take(batch);
            }
        }
    }
}
