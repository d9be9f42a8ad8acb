package io.github.flowlog.adx.storage;

import io.github.flowlog.adx.FlowLogLoader;
import io.github.flowlog.adx.LoadListener;
import io.github.flowlog.adx.LoadReport;
import io.github.flowlog.adx.LoadRequest;
import io.github.flowlog.adx.SourceOutcome.Kind;
import io.github.flowlog.adx.journal.FileJournalStore;
import io.github.flowlog.adx.source.FlowLogBlobName;
import io.github.flowlog.adx.source.FlowLogSource;
import io.github.flowlog.adx.source.FoundLogs;
import io.github.flowlog.adx.source.SourceFinder;
import io.github.flowlog.adx.target.LoadTarget;
import io.github.flowlog.adx.target.cluster.AdxTarget;
import io.github.flowlog.adx.target.cluster.Delivery;
import io.github.flowlog.problem.BadInputPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A process that lists and loads {@link YearOfLogs}, and again when some of it has grown, and prints what it came to. */
final class ScaleProcess {
    private static final Instant LATEST = Instant.parse("2026-11-21T00:00:00Z");

    private final Path state;
    private final CountingCluster cluster = new CountingCluster();
    private final SmallBlobs small = new SmallBlobs(256 << 10, 16 << 20);
    private final ExecutorService ahead = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "ahead");
        thread.setDaemon(true);
        return thread;
    });

    private ScaleProcess(Path state) {
        this.state = state;
    }

    /** Argument: a folder for the state. */
    public static void main(String[] args) throws IOException {
        ScaleProcess process = new ScaleProcess(Files.createDirectories(Path.of(args[0])));
        System.out.println("first: " + process.load(new YearOfLogs(false)));
        System.out.println("table: " + process.table());
        System.out.println("again: " + process.load(new YearOfLogs(true)));
        System.out.println("table: " + process.table());
        Instant midnight = Instant.parse("2026-03-02T00:00:00Z");
        list(
                "six hours over midnight",
                midnight.minus(Duration.ofHours(3)),
                midnight.plus(Duration.ofHours(3)),
                name -> true);
        list("a day", midnight, midnight.plus(Duration.ofDays(1)), name -> true);
        list(
                "a month of one resource",
                Instant.parse("2026-04-01T00:00:00Z"),
                Instant.parse("2026-05-01T00:00:00Z"),
                name -> name.resourceName().equals("WEB-NSG"));
    }

    private String load(YearOfLogs year) throws IOException {
        try (FoundLogs found =
                        SourceFinder.list(List.of("https://fake"), Path.of(""), (url, ignored) -> find(year, ignored));
                LoadTarget target = AdxTarget.open(
                        cluster,
                        null,
                        FileJournalStore.open(state.resolve("journal")),
                        state,
                        "",
                        Delivery.defaults().withPoll(Duration.ofMillis(10)))) {
            LoadReport report = FlowLogLoader.create(target)
                    .load(new LoadRequest(found.logs(), BadInputPolicy.SKIP), LoadListener.NONE, () -> false);
            return counted(year.listings, found.logs().size())
                    + Arrays.stream(Kind.values())
                            .filter(kind -> report.count(kind) > 0)
                            .map(kind -> ", " + report.count(kind) + " " + kind)
                            .collect(Collectors.joining())
                    + (report.batches() == 0
                            ? ""
                            : ", in " + report.batches() + " batches, "
                                    + report.settlement().open().size() + " open")
                    + ", " + year.reads + " requests for bytes, " + year.blockLists + " for blocks";
        }
    }

    private List<FlowLogSource> find(YearOfLogs year, Consumer<String> ignored) throws IOException {
        List<FlowLogSource> found = new ArrayList<>();
        new BlobSearch(year, HourWindow.UNLIMITED, name -> true, LATEST)
                .run("", blob -> found.add(new BlobLogSource(year, blob, "https://fake/logs/", small, ahead)), ignored);
        return found;
    }

    private String table() {
        Map<Integer, Integer> sources = new TreeMap<>();
        cluster.rowsOfSources().forEach(rows -> sources.merge(rows, 1, Integer::sum));
        return sources.entrySet().stream()
                .map(entry -> entry.getValue() + " sources with " + entry.getKey() + " rows each")
                .collect(Collectors.joining(", "));
    }

    private static void list(String what, Instant first, Instant end, Predicate<FlowLogBlobName> wanted)
            throws IOException {
        YearOfLogs year = new YearOfLogs(false);
        List<String> found = new ArrayList<>();
        new BlobSearch(year, new HourWindow(first, end), wanted, LATEST)
                .run("", blob -> found.add(blob.name()), name -> {});
        System.out.println(what + ": " + counted(year.listings, found.size()));
    }

    private static String counted(int listings, int found) {
        return listings + (listings == 1 ? " listing, " : " listings, ") + found + " found";
    }
}
