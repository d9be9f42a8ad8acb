package io.github.flowlog.adx.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.flowlog.adx.target.LoadException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileJournalStoreTest {
    private static final JournalEntry FIRST = new JournalEntry.Commit("first");
    private static final JournalEntry SECOND = new JournalEntry.Commit("second");
    private static final JournalEntry THIRD = new JournalEntry.Commit("third");

    @TempDir
    private Path folder;

    private Path file;
    private FailingChannel channel;

    @BeforeEach
    void openFile() throws IOException {
        file = folder.resolve("journal");
        channel = new FailingChannel(FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE));
    }

    private Journal failing() throws IOException {
        return Journal.open(new FileJournalStore(file, JournalLock.take(file), channel));
    }

    private List<JournalEntry> entries() throws IOException {
        try (Journal journal = Journal.open(FileJournalStore.open(file))) {
            List<JournalEntry> entries = new ArrayList<>();
            journal.forEach(entries::add);
            return entries;
        }
    }

    @Test
    void takesNothingBehindAPartThatItCouldNotTakeBack() throws IOException {
        try (Journal journal = failing()) {
            journal.append(FIRST);
            channel.failsToWrite = true;
            channel.failsToTruncate = true;
            assertThatThrownBy(() -> journal.append(SECOND))
                    .isInstanceOf(LoadException.class)
                    .hasMessageContaining("cannot write " + file + " (No space left on device)");
            channel.failsToWrite = false;
            channel.failsToTruncate = false;

            assertThatThrownBy(() -> journal.append(THIRD))
                    .isInstanceOf(LoadException.class)
                    .hasMessageContaining("run the same command again");
        }
        assertThat(entries()).containsExactly(FIRST);
    }

    @Test
    void goesOnBehindAPartThatItTookBack() throws IOException {
        try (Journal journal = failing()) {
            journal.append(FIRST);
            channel.failsToWrite = true;
            assertThatThrownBy(() -> journal.append(SECOND)).isInstanceOf(LoadException.class);
            channel.failsToWrite = false;
            journal.append(THIRD);
        }
        assertThat(entries()).containsExactly(FIRST, THIRD);
    }

    @Test
    void goesOnInAFileThatReplacedThePart() throws IOException {
        try (Journal journal = failing()) {
            journal.append(FIRST);
            channel.failsToWrite = true;
            channel.failsToTruncate = true;
            assertThatThrownBy(() -> journal.append(SECOND)).isInstanceOf(LoadException.class);

            journal.replaceBy(List.of());
            journal.append(THIRD);
        }
        assertThat(entries()).containsExactly(THIRD);
    }

    /** To close any channel of a file gives up every lock that the process has on it. */
    @Test
    void keepsOtherProcessesOutAlsoAfterASecondOpening() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder);
        try (JournalStore first = FileJournalStore.open(file)) {
            for (Path same : List.of(file, link.resolve("journal"))) {
                assertThatThrownBy(() -> FileJournalStore.open(same))
                        .isInstanceOf(LoadException.class)
                        .hasMessageContaining(" is in use by another process");
            }
            assertThat(openApart()).contains(folder + " is in use by another process");
            first.append(new byte[0]);
        }
        assertThat(openApart()).isEqualTo("opened");
    }

    @Test
    void letsGoOfNothingThatAnotherHasOpenedMeanwhile() throws IOException {
        JournalStore first = FileJournalStore.open(file);
        first.close();
        try (JournalStore second = FileJournalStore.open(file)) {
            first.close();
            assertThatThrownBy(() -> FileJournalStore.open(file)).isInstanceOf(LoadException.class);
            second.append(new byte[0]);
        }
    }

    private String openApart() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        OpeningProcess.class.getName(),
                        file.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }

    /** Opens a journal and closes it again. */
    static final class OpeningProcess {
        private OpeningProcess() {}

        public static void main(String[] arguments) throws IOException {
            try {
                FileJournalStore.open(Path.of(arguments[0])).close();
                System.out.print("opened");
            } catch (LoadException refused) {
                System.out.print(refused.getMessage());
            }
        }
    }

    /** A file of which an append writes a part only. */
    private static final class FailingChannel extends FileChannel {
        private final FileChannel file;
        private boolean failsToWrite;
        private boolean failsToTruncate;

        FailingChannel(FileChannel file) {
            this.file = file;
        }

        @Override
        public int write(ByteBuffer bytes) throws IOException {
            if (failsToWrite) {
                file.write(bytes.slice().limit(bytes.remaining() / 2));
                throw new IOException("No space left on device");
            }
            return file.write(bytes);
        }

        @Override
        public FileChannel truncate(long size) throws IOException {
            if (failsToTruncate) {
                throw new IOException("Input/output error");
            }
            file.truncate(size);
            return this;
        }

        @Override
        public long position() throws IOException {
            return file.position();
        }

        @Override
        public FileChannel position(long place) throws IOException {
            file.position(place);
            return this;
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public void force(boolean metaData) throws IOException {
            file.force(metaData);
        }

        @Override
        protected void implCloseChannel() throws IOException {
            file.close();
        }

        @Override
        public int read(ByteBuffer bytes) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long read(ByteBuffer[] bytes, int offset, int length) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int read(ByteBuffer bytes, long place) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long write(ByteBuffer[] bytes, int offset, int length) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int write(ByteBuffer bytes, long place) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long transferTo(long place, long count, WritableByteChannel to) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long transferFrom(ReadableByteChannel from, long place, long count) {
            throw new UnsupportedOperationException();
        }

        @Override
        public MappedByteBuffer map(MapMode mode, long place, long length) {
            throw new UnsupportedOperationException();
        }

        @Override
        public FileLock lock(long place, long length, boolean isShared) {
            throw new UnsupportedOperationException();
        }

        @Override
        public FileLock tryLock(long place, long length, boolean isShared) {
            throw new UnsupportedOperationException();
        }
    }
}
