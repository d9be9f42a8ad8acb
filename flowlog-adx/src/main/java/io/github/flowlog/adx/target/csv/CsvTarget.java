package io.github.flowlog.adx.target.csv;

import io.github.flowlog.adx.journal.DiskSync;
import io.github.flowlog.adx.journal.FileJournalStore;
import io.github.flowlog.adx.journal.Journal;
import io.github.flowlog.adx.journal.JournalEntry;
import io.github.flowlog.adx.journal.JournalLedger;
import io.github.flowlog.adx.ledger.Ledger;
import io.github.flowlog.adx.target.BuiltBatch;
import io.github.flowlog.adx.target.FlowRows;
import io.github.flowlog.adx.target.LoadException;
import io.github.flowlog.adx.target.LoadTarget;
import io.github.flowlog.encode.TableSchema;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Rows into a folder: one file a batch and table, {@code FlowLogs-BATCHID.csv}, with a header line.
 *
 * <p>A batch is planned in the journal when its files are on disk in the spool; then they are renamed into the folder,
 * and the batch is committed in the journal. A plan that was not committed is finished at the next opening: each of its
 * steps may be taken again.
 */
public final class CsvTarget implements LoadTarget {
    private static final int JOURNAL_VERSION = 2;
    private static final String JOURNAL = "flowlog.journal";

    private final Path folder;
    private final Path spool;
    private final Journal journal;
    private final Consumer<CsvStep> steps;
    private final JournalLedger ledger = new JournalLedger();
    private String filter = "";
    private boolean broken;

    private CsvTarget(Path folder, Journal journal, Consumer<CsvStep> steps) {
        this.folder = folder;
        this.steps = steps;
        this.spool = folder.resolve(".spool");
        this.journal = journal;
    }

    /** Opens a folder, which is made when it is not there, and finishes what an earlier process left. */
    public static CsvTarget open(Path folder) throws IOException {
        return open(folder, step -> {});
    }

    /** Opens a folder; the consumer hears of each step of a commit when it is taken. */
    static CsvTarget open(Path folder, Consumer<CsvStep> steps) throws IOException {
        Path absolute = folder.toAbsolutePath();
        try {
            Files.createDirectories(absolute);
        } catch (FileAlreadyExistsException file) {
            throw LoadException.permanent(file.getFile() + " is not a folder; choose another one", file);
        }
        Journal journal = Journal.open(FileJournalStore.open(absolute.resolve(JOURNAL)));
        try {
            CsvTarget target = new CsvTarget(absolute, journal, steps);
            target.recover();
            return target;
        } catch (IOException | RuntimeException failed) {
            journal.close();
            throw failed;
        }
    }

    @Override
    public String table() {
        return TableSchema.FLOW_LOGS.name();
    }

    @Override
    public Ledger ledger() {
        return ledger;
    }

    @Override
    public String filter() {
        return filter;
    }

    @Override
    public Map<String, Long> rows(Collection<String> sourceIds) {
        Map<String, Long> rows = new HashMap<>();
        try {
            for (Path file : rowFiles()) {
                RowFile.forEachSource(file, sourceId -> rows.merge(sourceId, 1L, Long::sum));
            }
            rows.keySet().retainAll(Set.copyOf(sourceIds));
            return rows;
        } catch (IOException failed) {
            throw LoadException.passing("cannot read " + folder + " (" + failed.getMessage() + ")", failed);
        }
    }

    @Override
    public void claim(String wanted) {
        if (wanted.equals(filter)) {
            return;
        }
        if (!ledger.parts().isEmpty()) {
            throw LoadException.otherFilter(folder.toString(), filter, wanted);
        }
        try {
            filter = wanted;
            journal.replaceBy(List.of(header()));
        } catch (IOException failed) {
            throw unwritable(failed);
        }
    }

    @Override
    public Path quarantineFile() {
        return folder.resolve("quarantine.jsonl");
    }

    @Override
    public long write(String batchId, FlowRows rows) {
        requireFinished();
        try {
            return new SpooledBatch(spool, batchId).writeFlows(rows);
        } catch (IOException failed) {
            throw unwritable(failed);
        }
    }

    @Override
    public long commit(BuiltBatch batch) {
        requireFinished();
        try {
            SpooledBatch files = new SpooledBatch(spool, batch.id());
            files.writeResources(batch.resources());
            files.writeSources(batch.sources());
            DiskSync.file(files.flows());
            DiskSync.file(files.resources());
            DiskSync.file(files.sources());
            steps.accept(CsvStep.FORCED);
            JournalEntry.Plan plan = new JournalEntry.Plan(batch.id(), batch.rows(), batch.parts(), null);
            broken = true;
            journal.append(plan);
            steps.accept(CsvStep.PLANNED);
            long removed = finish(plan);
            compact();
            broken = false;
            return removed;
        } catch (IOException failed) {
            throw unwritable(failed);
        }
    }

    @Override
    public void discard() {
        if (!broken) {
            try {
                emptySpool();
            } catch (IOException failed) {
                throw unwritable(failed);
            }
        }
    }

    private void requireFinished() {
        if (broken) {
            throw LoadException.passing(
                    folder + " has an unfinished batch; run the same command again, which finishes it", null);
        }
    }

    private LoadException unwritable(IOException failed) {
        return LoadException.passing(
                "cannot write " + folder + " (" + failed.getMessage()
                        + "); what was committed before stays, free some space and run the same command again",
                failed);
    }

    @Override
    public void close() throws IOException {
        try {
            if (!broken) {
                // a batch that was given up must not go on filling the disk; one that is planned is still needed
                emptySpool();
            }
        } finally {
            journal.close();
        }
    }

    private void recover() throws IOException {
        if (journal.isEmpty()) {
            journal.append(header());
        }
        JournalEntry.Plan open = replayed();
        Files.createDirectories(spool);
        if (open != null && isWhole(open)) {
            finish(open);
        }
        emptySpool();
        compact();
    }

    /** Takes in what is committed, and returns the plan that is not; null when there is none. */
    private JournalEntry.@Nullable Plan replayed() throws IOException {
        AtomicReference<JournalEntry.@Nullable Plan> open = new AtomicReference<>();
        journal.forEach(entry -> {
            JournalEntry.Plan plan = open.get();
            if (entry instanceof JournalEntry.Header header) {
                checkVersion(header);
                filter = header.filter();
            } else if (entry instanceof JournalEntry.Plan next) {
                open.set(next);
            } else if (entry instanceof JournalEntry.Commit && plan != null) {
                plan.parts().forEach(ledger::record);
                open.set(null);
            }
        });
        return open.get();
    }

    private void emptySpool() throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(spool)) {
            for (Path left : files) {
                Files.deleteIfExists(left);
            }
        }
    }

    /** Writes the journal anew once it has doubled, so that it stays about as large as the state that it stands for. */
    private void compact() throws IOException {
        if (journal.isDueForCompaction()) {
            List<JournalEntry> entries = new ArrayList<>(List.of(header()));
            entries.addAll(ledger.entries());
            journal.replaceBy(entries);
        }
    }

    private JournalEntry.Header header() {
        return new JournalEntry.Header(JOURNAL_VERSION, filter, "");
    }

    private void checkVersion(JournalEntry.Header header) {
        if (header.formatVersion() != JOURNAL_VERSION) {
            throw LoadException.permanent(
                    folder.resolve(JOURNAL) + " has format " + header.formatVersion() + ", this program knows format "
                            + JOURNAL_VERSION + "; use the flowlog that wrote it, or load into another folder",
                    null);
        }
    }

    /** Whether the rows of a plan still are where it can find them; if not, it is void and its sources are read again. */
    private boolean isWhole(JournalEntry.Plan plan) {
        return plan.rows() == 0
                || Files.exists(spooled(plan).flows())
                || Files.exists(placed(plan, TableSchema.FLOW_LOGS));
    }

    private long finish(JournalEntry.Plan plan) throws IOException {
        SpooledBatch files = spooled(plan);
        place(plan, TableSchema.FLOW_LOG_RESOURCES, files.resources());
        place(plan, TableSchema.FLOW_LOG_SOURCES, files.sources());
        place(plan, TableSchema.FLOW_LOGS, files.flows());
        steps.accept(CsvStep.PLACED);
        long removed = removeReplacedRows(plan);
        steps.accept(CsvStep.REMOVED);
        DiskSync.folder(folder);
        steps.accept(CsvStep.FOLDER_FORCED);
        journal.append(new JournalEntry.Commit(plan.batchId()));
        steps.accept(CsvStep.COMMITTED);
        plan.parts().forEach(ledger::record);
        return removed;
    }

    private void place(JournalEntry.Plan plan, TableSchema table, Path from) throws IOException {
        if (plan.rows() == 0) {
            Files.deleteIfExists(from);
        } else if (Files.exists(from)) {
            Files.move(from, placed(plan, table), StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private long removeReplacedRows(JournalEntry.Plan plan) throws IOException {
        Set<String> replaced = plan.parts().stream()
                .map(BuiltBatch.Part::replacedSourceId)
                .filter(sourceId -> !sourceId.isEmpty())
                .collect(Collectors.toSet());
        long removed = 0;
        if (!replaced.isEmpty()) {
            for (Path file : rowFiles()) {
                removed += RowFile.remove(file, replaced, spool.resolve("removal.csv"));
            }
        }
        return removed;
    }

    private List<Path> rowFiles() throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, TableSchema.FLOW_LOGS.name() + "-*.csv")) {
            found.forEach(files::add);
        }
        return files;
    }

    private SpooledBatch spooled(JournalEntry.Plan plan) {
        return new SpooledBatch(spool, plan.batchId());
    }

    private Path placed(JournalEntry.Plan plan, TableSchema table) {
        return folder.resolve(table.name() + "-" + plan.batchId() + ".csv");
    }
}
