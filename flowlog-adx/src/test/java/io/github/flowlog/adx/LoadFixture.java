package io.github.flowlog.adx;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flowlog.FlowBatch;
import io.github.flowlog.FlowLogReader;
import io.github.flowlog.ReadOptions;
import io.github.flowlog.adx.ledger.QuarantineEntry;
import io.github.flowlog.adx.source.FlowLogSource;
import io.github.flowlog.adx.source.LogFile;
import io.github.flowlog.adx.target.LoadTarget;
import io.github.flowlog.problem.BadInputPolicy;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** One store in a folder, with the logs of a test beside it. */
public final class LoadFixture {
    private final Store store;
    private final Path folder;

    /** A store that is made in the folder when it is first opened. */
    public LoadFixture(Store store, Path folder) {
        this.store = store;
        this.folder = folder;
    }

    /** Writes a log beside the store. */
    public Path write(String name, String text) throws IOException {
        return write(name, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes a log beside the store. */
    public Path write(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }

    /** Makes a log so old that nobody writes to it any more. */
    public static Path settled(Path file) throws IOException {
        return Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofHours(1))));
    }

    /** Opens the store, loads, and closes it. */
    public LoadReport load(Path... files) throws IOException {
        try (LoadTarget target = store.open(folder)) {
            return load(FlowLogLoader.create(target), files);
        }
    }

    /** A loader that goes by a clock. */
    public static FlowLogLoader loader(LoadTarget target, InstantSource clock) {
        return FlowLogLoader.create(target, FlowLogLoader.BATCH_BYTES, clock);
    }

    /** Loads into an open target. */
    public static LoadReport load(FlowLogLoader loader, Path... files) throws IOException {
        return loader.load(request(BadInputPolicy.SKIP, files), LoadListener.NONE, () -> false);
    }

    /** Asks for files. */
    public static LoadRequest request(BadInputPolicy policy, Path... files) throws IOException {
        List<FlowLogSource> sources = new ArrayList<>();
        for (Path file : files) {
            sources.add(LogFile.of(file));
        }
        return new LoadRequest(sources, policy);
    }

    /** The outcome of a load of one file. */
    public SourceOutcome loadOne(Path file) throws IOException {
        List<SourceOutcome> outcomes = load(file).outcomes();
        assertThat(outcomes).hasSize(1);
        return outcomes.get(0);
    }

    /** The rows of the store. */
    public List<String> rows() throws Exception {
        return store.rows(folder);
    }

    /** The rows as offset/tuple, with the source left out. */
    public List<String> places() throws Exception {
        return rows().stream().map(LoadFixture::place).sorted().toList();
    }

    static String place(String row) {
        String[] parts = row.substring(0, row.indexOf(' ')).split("/", -1);
        return Long.parseLong(parts[1]) + "/" + Integer.parseInt(parts[2]);
    }

    /** The quarantine of the store. */
    public List<QuarantineEntry> quarantine() throws IOException {
        try (LoadTarget target = store.open(folder)) {
            List<QuarantineEntry> entries = new ArrayList<>();
            target.ledger().forEachQuarantined(entries::add);
            return entries;
        }
    }

    /** Offset/tuple of each row that the reader alone finds in a document. */
    public static List<String> expectedPlaces(byte[] document) throws IOException {
        List<String> places = new ArrayList<>();
        ReadOptions skip = ReadOptions.defaults().skippingBadInput(problem -> {});
        try (FlowLogReader reader = FlowLogReader.of(document, "expected", skip)) {
            FlowBatch batch = FlowBatch.create();
            while (reader.next(batch)) {
                for (int row = 0; row < batch.size(); row++) {
                    places.add(batch.recordOffset(row) + "/" + batch.tupleIndex(row));
                }
            }
        }
        return places.stream().sorted().toList();
    }

    /** Offset/tuple of each row that the reader alone finds in a document. */
    public static List<String> expectedPlaces(String document) throws IOException {
        return expectedPlaces(document.getBytes(StandardCharsets.UTF_8));
    }

    /** Compresses a document. */
    public static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
