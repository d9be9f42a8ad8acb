package io.github.flowlog.adx.cli.flows;

import io.github.flowlog.adx.cli.terminal.OutputException;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Sorts lines by time, equal times in the order in which they came.
 *
 * <p>Memory is bounded: what it does not hold goes to a temporary file in sorted runs, which are merged at the end. The file is as
 * large as the lines and 12 bytes for each, and is gone when the sorter is closed, on most systems even when the process is killed.
 */
final class LineSorter implements AutoCloseable {
    /** What a sorter of the command line holds in memory. */
    static final long MEMORY = 64 << 20;

    /** What a line costs beside its bytes. */
    private static final int OVERHEAD = 64;

    private static final int WRITE_BUFFER = 1 << 16;
    private static final int SMALLEST_BUFFER = 1 << 12;
    private static final String NAME = "the temporary file of --sort";

    private final long memory;
    private final Path directory;
    private final List<Line> lines = new ArrayList<>();
    private final List<Run> runs = new ArrayList<>();
    private long held;
    private @Nullable FileChannel file;

    /** A sorter that holds so many bytes of lines, and the rest in a file of the directory. */
    LineSorter(long memory, Path directory) {
        this.memory = memory;
        this.directory = directory;
    }

    /** With the memory of the command line and the directory for temporary files. */
    static LineSorter open() {
        return new LineSorter(MEMORY, Path.of(System.getProperty("java.io.tmpdir", ".")));
    }

    /** Takes a line, which is not to be changed any more. */
    void add(long time, byte[] line) throws IOException {
        lines.add(new Line(time, line));
        held += line.length + OVERHEAD;
        if (held > memory) {
            spill();
        }
    }

    /** How many sorted runs lie in the file. */
    int runs() {
        return runs.size();
    }

    private void spill() throws IOException {
        lines.sort(Comparator.comparingLong(Line::time));
        try {
            FileChannel channel = channel();
            long start = channel.position();
            DataOutputStream out =
                    new DataOutputStream(new BufferedOutputStream(Channels.newOutputStream(channel), WRITE_BUFFER));
            for (Line line : lines) {
                out.writeLong(line.time);
                out.writeInt(line.bytes.length);
                out.write(line.bytes);
            }
            out.flush();
            runs.add(new Run(start, channel.position()));
        } catch (IOException e) {
            throw new OutputException(NAME + " in " + directory, e);
        }
        lines.clear();
        held = 0;
    }

    private FileChannel channel() throws IOException {
        FileChannel open = file;
        if (open == null) {
            Path path = Files.createTempFile(directory, "flowlog-sort", ".tmp");
            open = FileChannel.open(
                    path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
            file = open;
        }
        return open;
    }

    /** Writes the first lines in order. */
    void writeTo(OutputStream out, long limit) throws IOException {
        if (runs.isEmpty()) {
            lines.sort(Comparator.comparingLong(Line::time));
            for (Line line : lines.subList(0, (int) Math.min(lines.size(), limit))) {
                out.write(line.bytes);
            }
            return;
        }
        spill();
        FileChannel channel = channel();
        int buffer = (int) Math.max(SMALLEST_BUFFER, Math.min(WRITE_BUFFER, memory / runs.size()));
        PriorityQueue<Head> heads = new PriorityQueue<>();
        for (int number = 0; number < runs.size(); number++) {
            Run run = runs.get(number);
            InputStream bytes = new BufferedInputStream(new Slice(channel, run.start, run.end), buffer);
            add(heads, number, new DataInputStream(bytes));
        }
        long left = limit;
        while (left > 0 && !heads.isEmpty()) {
            Head first = heads.remove();
            out.write(first.line.bytes);
            left--;
            add(heads, first.run, first.rest);
        }
    }

    private static void add(PriorityQueue<Head> heads, int run, DataInputStream rest) throws IOException {
        if (rest.available() > 0) {
            long time = rest.readLong();
            byte[] bytes = new byte[rest.readInt()];
            rest.readFully(bytes);
            heads.add(new Head(run, new Line(time, bytes), rest));
        }
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
        }
    }

    /** A line with what it is sorted by. */
    private static final class Line {
        final long time;
        final byte[] bytes;

        Line(long time, byte[] bytes) {
            this.time = time;
            this.bytes = bytes;
        }

        long time() {
            return time;
        }
    }

    /** Where a sorted run lies in the file. */
    private record Run(long start, long end) {}

    /** The first line of a run that is not written yet. */
    private record Head(int run, Line line, DataInputStream rest) implements Comparable<Head> {
        @Override
        public int compareTo(Head other) {
            int byTime = Long.compare(line.time, other.line.time);
            return byTime == 0 ? Integer.compare(run, other.run) : byTime;
        }
    }

    /** A part of the file, which several of them share. */
    private static final class Slice extends InputStream {
        private final FileChannel channel;
        private final long end;
        private long position;

        Slice(FileChannel channel, long start, long end) {
            this.channel = channel;
            this.position = start;
            this.end = end;
        }

        @Override
        public int available() {
            return (int) Math.min(Integer.MAX_VALUE, end - position);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            if (position >= end) {
                return -1;
            }
            int wanted = (int) Math.min(length, end - position);
            int read = channel.read(ByteBuffer.wrap(bytes, from, wanted), position);
            position += Math.max(0, read);
            return read;
        }
    }
}
