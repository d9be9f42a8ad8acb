package io.github.flowlog.examples;

import io.github.flowlog.FlowBatch;
import io.github.flowlog.RowSelection;
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
import io.github.flowlog.encode.EncoderConstants;
import io.github.flowlog.encode.JsonLinesFlowEncoder;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A target of one's own: a file of JSON lines for each batch, renamed into a folder when it is whole, for a program that takes files from
 * there.
 *
 * <p>The order of the steps is what makes it exactly once: the rows are on disk before the journal holds the plan, the file has its name
 * before the journal holds the commit, and opening finishes a plan that was not committed. A row of a log that was rewritten comes again
 * with another SourceId; what was taken from the folder already cannot be called back.
 */
public final class JsonLinesTarget implements LoadTarget {
    private static final int FORMAT_VERSION = 1;

    private final Path folder;
    private final Journal journal;
    private final JournalLedger ledger = new JournalLedger();
    private String filter = "";
    /** Read from the journal and not committed there. */
    private JournalEntry.@Nullable Plan planned;

    private JsonLinesTarget(Path folder, Journal journal) {
        this.folder = folder;
        this.journal = journal;
    }

    /** Opens a folder, which is made when it is not there; two processes cannot have it open at a time. */
    public static JsonLinesTarget open(Path folder) throws IOException {
        Files.createDirectories(folder);
        Journal journal = Journal.open(FileJournalStore.open(folder.resolve("loaded.journal")));
        try {
            JsonLinesTarget target = new JsonLinesTarget(folder, journal);
            target.recover();
            return target;
        } catch (IOException | RuntimeException failed) {
            journal.close();
            throw failed;
        }
    }

    private void recover() throws IOException {
        journal.forEach(this::replay);
        if (planned != null) {
            finish(planned);
        }
        discard();
    }

    private void replay(JournalEntry entry) {
        if (entry instanceof JournalEntry.Header header) {
            filter = header.filter();
        } else if (entry instanceof JournalEntry.Plan plan) {
            planned = plan;
        } else if (entry instanceof JournalEntry.Commit && planned != null) {
            planned.parts().forEach(ledger::record);
            planned = null;
        }
    }

    @Override
    public String table() {
        return "json lines";
    }

    @Override
    public Ledger ledger() {
        return ledger;
    }

    @Override
    public String filter() {
        return filter;
    }

    /** Rows are taken from the folder by others, so that nothing can be counted. */
    @Override
    public Map<String, Long> rows(Collection<String> sourceIds) {
        return Map.of();
    }

    @Override
    public void claim(String wanted) {
        if (wanted.equals(filter)) {
            return;
        }
        if (!ledger.parts().isEmpty()) {
            throw LoadException.otherFilter(folder.toString(), filter, wanted);
        }
        append(new JournalEntry.Header(FORMAT_VERSION, wanted, ""));
        filter = wanted;
    }

    @Override
    public long write(String batchId, FlowRows rows) {
        FlowBatch columns = rows.newColumns();
        RowSelection selected = new RowSelection();
        long count = 0;
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(unfinished(batchId)))) {
            for (String id = rows.nextOrNull(columns, selected); id != null; id = rows.nextOrNull(columns, selected)) {
                JsonLinesFlowEncoder.create(new EncoderConstants(id, batchId)).encode(columns, selected, out);
                count += selected.size();
            }
            return count;
        } catch (IOException failed) {
            throw unwritable(failed);
        }
    }

    // region
    @Override
    public long commit(BuiltBatch batch) {
        JournalEntry.Plan plan = new JournalEntry.Plan(batch.id(), batch.rows(), batch.parts(), null);
        try {
            DiskSync.file(unfinished(batch.id()));
        } catch (IOException failed) {
            throw unwritable(failed);
        }
        append(plan);
        try {
            finish(plan);
        } catch (IOException failed) {
            throw unwritable(failed);
        }
        return 0;
    }

    private void finish(JournalEntry.Plan plan) throws IOException {
        Path rows = unfinished(plan.batchId());
        if (plan.rows() == 0) {
            Files.deleteIfExists(rows);
        } else if (Files.exists(rows)) {
            Files.move(rows, folder.resolve(plan.batchId() + ".jsonl"), StandardCopyOption.ATOMIC_MOVE);
            DiskSync.folder(folder);
        }
        append(new JournalEntry.Commit(plan.batchId()));
        plan.parts().forEach(ledger::record);
    }
    // end region

    @Override
    public void discard() {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, "*.unfinished")) {
            for (Path rows : left) {
                Files.delete(rows);
            }
        } catch (IOException failed) {
            throw unwritable(failed);
        }
    }

    @Override
    public Path quarantineFile() {
        return folder.resolve("quarantine.txt");
    }

    private Path unfinished(String batchId) {
        return folder.resolve(batchId + ".unfinished");
    }

    private void append(JournalEntry entry) {
        try {
            journal.append(entry);
        } catch (IOException failed) {
            throw unwritable(failed);
        }
    }

    private LoadException unwritable(IOException failed) {
        return LoadException.passing(
                "cannot write " + folder + " (" + failed.getMessage() + "); run the same load again", failed);
    }

    @Override
    public void close() throws IOException {
        journal.close();
    }
}
