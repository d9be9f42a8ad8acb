package io.github.flowlog.adx.journal;

import io.github.flowlog.adx.source.Shard;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Journals in folders of a folder. */
public final class FileStatePlace implements StatePlace {
    private static final String SHARDS = "shards";

    private final Path folder;
    private final String all;

    private FileStatePlace(Path folder, String all) {
        this.folder = folder;
        this.all = all;
    }

    /**
     * A folder, which is made when something is written to it.
     *
     * @param all folder in it for the journal of a loader that shares with none; empty for the folder itself
     */
    public static FileStatePlace of(Path folder, String all) {
        return new FileStatePlace(folder, all);
    }

    @Override
    public String name() {
        return folder.toString();
    }

    /** The folder of a share. */
    public Path folder(Shard shard) {
        return folder.resolve(shard.equals(Shard.ALL) ? all : shard.folder());
    }

    @Override
    public JournalStore journal(Shard shard) throws IOException {
        return FileJournalStore.open(Files.createDirectories(folder(shard)).resolve("journal"));
    }

    @Override
    public int shards() throws IOException {
        try {
            String text = Files.readString(folder.resolve(SHARDS)).strip();
            // a process may have ended before it wrote the number
            return text.isEmpty()
                    ? 0
                    : StatePlace.number(text, folder.resolve(SHARDS).toString());
        } catch (NoSuchFileException none) {
            return 0;
        }
    }

    @Override
    public void claimShards(int number) throws IOException {
        Files.createDirectories(folder);
        try {
            write(folder.resolve(SHARDS), number, StandardOpenOption.CREATE_NEW);
            DiskSync.folder(folder);
        } catch (FileAlreadyExistsException written) {
            if (shards() == 0) {
                setShards(number);
            }
        }
    }

    @Override
    public void setShards(int number) throws IOException {
        Path written = folder.resolve(SHARDS + ".new");
        Files.deleteIfExists(written);
        write(written, number, StandardOpenOption.CREATE_NEW);
        Files.move(written, folder.resolve(SHARDS), StandardCopyOption.ATOMIC_MOVE);
        // what is done next, to empty the journals of the old number, must not be durable before it
        DiskSync.folder(folder);
    }

    private static void write(Path file, int number, StandardOpenOption how) throws IOException {
        try (FileChannel out = FileChannel.open(file, how, StandardOpenOption.WRITE)) {
            out.write(StandardCharsets.US_ASCII.encode(number + "\n"));
            out.force(true);
        }
    }
}
