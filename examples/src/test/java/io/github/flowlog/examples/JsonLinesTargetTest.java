package io.github.flowlog.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.flowlog.adx.FlowLogLoader;
import io.github.flowlog.adx.LoadListener;
import io.github.flowlog.adx.LoadReport;
import io.github.flowlog.adx.LoadRequest;
import io.github.flowlog.adx.source.FoundLogs;
import io.github.flowlog.adx.source.SourceFinder;
import io.github.flowlog.adx.target.LoadException;
import io.github.flowlog.problem.BadInputPolicy;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A target of one's own keeps the loader's promise: each tuple once, wherever the process ends. */
final class JsonLinesTargetTest {
    private static final long SMALL_BATCH = 20_000;

    @TempDir
    Path folder;

    private LoadReport load() throws IOException {
        try (FoundLogs found = SourceFinder.find(
                        List.of(Checkout.LOGS.toString()), Path.of(""), InputStream.nullInputStream());
                JsonLinesTarget target = JsonLinesTarget.open(folder)) {
            LoadRequest request = new LoadRequest(List.copyOf(found.logs()), BadInputPolicy.STRICT);
            return FlowLogLoader.create(target, SMALL_BATCH).load(request, LoadListener.NONE, () -> false);
        }
    }

    private List<Path> files(String glob) throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, glob)) {
            found.forEach(files::add);
        }
        return files;
    }

    private List<String> rows() throws IOException {
        List<String> rows = new ArrayList<>();
        for (Path file : files("*.jsonl")) {
            rows.addAll(Files.readAllLines(file));
        }
        return rows;
    }

    private static int tuples() {
        return Stream.of(SampleLog.values()).mapToInt(SampleLog::tuples).sum();
    }

    @Test
    void loadsEachTupleOnce() throws IOException {
        LoadReport first = load();
        LoadReport second = load();

        assertThat(first.rows()).isEqualTo(tuples());
        assertThat(second.rows()).isZero();
        assertThat(files("*.jsonl")).hasSizeGreaterThan(1);
        assertThat(rows()).hasSize(tuples());
        assertThat(new HashSet<>(rows())).hasSize(tuples());
        assertThat(files("*.unfinished")).isEmpty();
    }

    @Test
    void finishesABatchThatWasPlannedAndNotPlaced() throws IOException {
        load();
        endAtLastFile(true);

        assertThat(load().rows()).isZero();

        assertThat(rows()).hasSize(tuples());
        assertThat(files("*.unfinished")).isEmpty();
    }

    @Test
    void readsAgainWhatWasWrittenAndNotPlanned() throws IOException {
        load();
        endAtLastFile(false);

        assertThat(load().rows()).isPositive();

        assertThat(rows()).hasSize(tuples());
        assertThat(files("*.unfinished")).isEmpty();
    }

    /** Makes the folder what it was before the last batch with rows had its name, and the journal with or without its plan. */
    private void endAtLastFile(boolean planned) throws IOException {
        Path file = folder.resolve("loaded.journal");
        List<String> journal = Files.readAllLines(file);
        for (int line = journal.size() - 1; line >= 0; line--) {
            String plan = journal.get(line);
            for (Path rows : files("*.jsonl")) {
                if (plan.contains("\"" + name(rows) + "\"") && plan.contains("\"parts\"")) {
                    Files.move(rows, folder.resolve(name(rows) + ".unfinished"));
                    Files.write(file, journal.subList(0, planned ? line + 1 : line));
                    return;
                }
            }
        }
        throw new AssertionError("no batch has rows");
    }

    @Test
    void keepsOneFilterForGood() throws IOException {
        load();

        try (JsonLinesTarget target = JsonLinesTarget.open(folder)) {
            assertThatThrownBy(() -> target.claim("denied"))
                    .isInstanceOf(LoadException.class)
                    .hasMessageContaining("denied");
        }
    }

    private static String name(Path file) {
        return file.getFileName().toString().replace(".jsonl", "");
    }
}
