package io.github.flowlog.adx;

import io.github.flowlog.ReadStats;
import io.github.flowlog.adx.BatchBuilder.SourceFailure;
import io.github.flowlog.adx.BatchBuilder.Stopped;
import io.github.flowlog.adx.SourceOutcome.Kind;
import io.github.flowlog.adx.ledger.QuarantineEntry;
import io.github.flowlog.adx.ledger.QuarantineJson;
import io.github.flowlog.adx.ledger.SourceKey;
import io.github.flowlog.adx.source.FlowLogSource;
import io.github.flowlog.adx.target.BuiltBatch;
import io.github.flowlog.adx.target.LoadException;
import io.github.flowlog.adx.target.LoadTarget;
import io.github.flowlog.problem.BadInput;
import io.github.flowlog.problem.BadInputPolicy;
import io.github.flowlog.problem.FlowLogParseException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * Loads sources into a target, each tuple exactly once, however often and wherever the process ends.
 *
 * <p>Each source is compared with the target's ledger first. Small sources share a batch; a large one fills several. A
 * batch is built in spool files and handed to the target as a whole, which makes rows and cursors durable together.
 * Running the same load again goes on where it ended.
 *
 * <p><b>Errors:</b> a source that cannot be read is an outcome, and the others go on; {@link LoadException} when the
 * target or its disk fails; {@link FlowLogParseException} under {@link BadInputPolicy#STRICT}. <b>Thread-safety:</b>
 * none.
 */
public final class FlowLogLoader {
    private static final long BATCH_BYTES = 100_000_000;
    /** So many sources share a batch at most: each holds a file and a window of a megabyte open. */
    private static final int OPEN_SOURCES = 64;

    /** Part of the identity of batches: rows that are made in another way belong to another batch. */
    private static final String MAPPING_VERSION = "1";

    private static final String NO_FILTER = "";

    private final LoadTarget target;
    private final long batchBytes;

    private FlowLogLoader(LoadTarget target, long batchBytes) {
        this.target = target;
        this.batchBytes = batchBytes;
    }

    /** Makes a loader into an open target, which the caller closes. */
    public static FlowLogLoader create(LoadTarget target) {
        return new FlowLogLoader(target, BATCH_BYTES);
    }

    /** Makes a loader that closes a batch at so many uncompressed source bytes. */
    public static FlowLogLoader create(LoadTarget target, long batchBytes) {
        return new FlowLogLoader(target, batchBytes);
    }

    /**
     * Loads what is new in the sources.
     *
     * @param request the sources, and what to do with bad input
     * @param listener hears how it goes on
     * @param stop asked between two batches of rows; once true, the batch at work is dropped and the load ends
     */
    public LoadReport load(LoadRequest request, LoadListener listener, BooleanSupplier stop) throws IOException {
        return new Run(request, listener, stop).load();
    }

    /** One load: its group of open sources, and what it adds up to. */
    private final class Run {
        private final LoadRequest request;
        private final LoadListener listener;
        private final BooleanSupplier stop;
        private final Progress progress;
        private final BatchBuilder builder;
        private final SourceAssessor assessor = new SourceAssessor(target.ledger());
        private final List<Reading> group = new ArrayList<>();
        private final List<SourceOutcome> outcomes = new ArrayList<>();

        private long groupBytes;
        private int batches;
        private long rows;
        private long records;
        private long replacedRows;
        private int newQuarantine;

        Run(LoadRequest request, LoadListener listener, BooleanSupplier stop) {
            this.request = request;
            this.listener = listener;
            this.stop = stop;
            this.progress = new Progress(listener);
            this.builder = new BatchBuilder(target.spool(), batchBytes, stop, progress);
        }

        LoadReport load() throws IOException {
            listener.planned(request.sources().size(), storedBytes());
            boolean stopped = false;
            try {
                Set<SourceKey> seen = new HashSet<>();
                for (FlowLogSource source : request.sources()) {
                    if (!seen.add(SourceKey.of(source))) {
                        continue;
                    }
                    if (stop.getAsBoolean()) {
                        throw new Stopped();
                    }
                    take(source);
                }
                commitGroup();
            } catch (Stopped asked) {
                stopped = true;
            } finally {
                closeGroup();
            }
            writeQuarantineFile();
            return new LoadReport(outcomes, batches, rows, records, replacedRows, newQuarantine, stopped);
        }

        private long storedBytes() {
            long sum = 0;
            for (FlowLogSource source : request.sources()) {
                sum += storedBytes(source);
            }
            return sum;
        }

        /** A source that is gone already counts as nothing; it becomes an outcome when its turn comes. */
        private long storedBytes(FlowLogSource source) {
            try {
                return source.storedBytes();
            } catch (IOException unreadable) {
                return 0;
            }
        }

        private void take(FlowLogSource source) throws IOException, Stopped {
            listener.started(source.name());
            try {
                Assessment assessment = assessor.assess(source);
                switch (assessment.kind()) {
                    case UNCHANGED -> pass(source, assessment);
                    case EMPTY -> passEmpty(source, assessment);
                    default -> {
                        Reading reading = Reading.open(source, assessment, request.badInput(), listener);
                        group.add(reading);
                        groupBytes += Math.max(
                                0, reading.storedBytes() - assessment.start().offset());
                        settleWithoutRecords(source, List.of());
                    }
                }
            } catch (IOException failed) {
                fail(source, 0, failed);
            }
            if (groupBytes >= batchBytes || group.size() >= OPEN_SOURCES) {
                commitGroup();
            }
        }

        /** Builds and commits batches until every source of the group is at its end. */
        private void commitGroup() throws IOException, Stopped {
            while (!group.isEmpty()) {
                try {
                    BuiltBatch batch = builder.build(batchId(), group);
                    commit(batch);
                } catch (SourceFailure failed) {
                    dropGroupBut(failed);
                    continue;
                }
                for (Reading reading : group) {
                    if (reading.isBegun()) {
                        reading.committed();
                    }
                }
                finishDone();
            }
            groupBytes = 0;
        }

        private String batchId() {
            List<String> parts = new ArrayList<>(List.of(target.table(), MAPPING_VERSION, NO_FILTER));
            for (Reading reading : group) {
                parts.add(reading.sourceId());
                parts.add(Long.toString(reading.from()));
            }
            return ContentHash.key(parts);
        }

        private void commit(BuiltBatch batch) {
            int fresh = countNew(batch);
            try {
                replacedRows += target.commit(batch);
            } catch (IOException failed) {
                throw builder.spoolFailure(failed);
            }
            newQuarantine += fresh;
            batches++;
            rows += batch.rows();
            listener.committed(batch.id(), batch.rows());
        }

        private int countNew(BuiltBatch batch) {
            int count = 0;
            for (BuiltBatch.Part part : batch.parts()) {
                Set<QuarantineEntry.Place> known = places(target.ledger().quarantine(part.sourceId()));
                for (QuarantineEntry entry : part.quarantine()) {
                    count += known.contains(entry.place()) ? 0 : 1;
                }
            }
            return count;
        }

        private static Set<QuarantineEntry.Place> places(List<QuarantineEntry> entries) {
            return entries.stream().map(QuarantineEntry::place).collect(Collectors.toSet());
        }

        private void finishDone() throws IOException {
            List<Reading> atEnd = group.stream().filter(Reading::isDone).toList();
            for (Reading reading : atEnd) {
                group.remove(reading);
                reading.close();
                finish(reading);
            }
        }

        private void finish(Reading reading) {
            ReadStats stats = reading.stats();
            records += stats.records();
            progress.done(reading);
            Kind kind = reading.assessment().kind();
            boolean nothingNew = kind == Kind.CONTINUED && reading.rows() == 0 && !stats.hasSkipped();
            add(new SourceOutcome(
                    reading.source().name(),
                    nothingNew ? Kind.UNCHANGED : kind,
                    reading.committedRows(),
                    stats.bytes(),
                    stats.skippedTuples(),
                    stats.skippedRecords(),
                    stats.unreadBytes(),
                    target.ledger().quarantine(reading.sourceId()).size(),
                    ""));
        }

        /** Takes the source that failed out of the group, and opens the others again where the ledger has them. */
        private void dropGroupBut(SourceFailure failed) throws IOException, Stopped {
            List<Reading> readings = List.copyOf(group);
            closeGroup();
            Reading bad = failed.reading();
            fail(bad.source(), bad.committedRows(), failed.ioCause());
            for (Reading reading : readings) {
                if (reading != bad) {
                    take(reading.source());
                }
            }
        }

        private void pass(FlowLogSource source, Assessment assessment) throws IOException {
            progress.passed(source.storedBytes());
            settleWithoutRecords(source, List.of());
            int quarantined = target.ledger().quarantine(assessment.sourceId()).size();
            add(new SourceOutcome(source.name(), Kind.UNCHANGED, 0, 0, 0, 0, 0, quarantined, ""));
        }

        /** What a source without any record holds instead is kept in quarantine, without a cursor. */
        private void passEmpty(FlowLogSource source, Assessment assessment) throws IOException {
            List<QuarantineEntry> entries = new ArrayList<>();
            long unread = 0;
            for (BadInput problem : assessment.problems()) {
                if (request.badInput() == BadInputPolicy.STRICT) {
                    throw new FlowLogParseException(problem);
                }
                listener.skipped(problem);
                entries.add(QuarantineEntry.of(assessment.sourceId(), problem));
                unread += problem.unreadBytes();
            }
            settleWithoutRecords(source, entries);
            progress.passed(source.storedBytes());
            add(new SourceOutcome(source.name(), Kind.EMPTY, 0, 0, 0, 0, unread, entries.size(), ""));
        }

        /** Makes the quarantine hold these entries of what stood in a source without records, and commits if it did not. */
        private void settleWithoutRecords(FlowLogSource source, List<QuarantineEntry> entries) {
            String sourceId = SourceIds.withoutRecords(source);
            if (places(entries).equals(places(target.ledger().quarantine(sourceId)))) {
                return;
            }
            String id = ContentHash.key(List.of(target.table(), MAPPING_VERSION, NO_FILTER, sourceId, "0"));
            commit(builder.buildWithoutRows(id, new BuiltBatch.Part(0, sourceId, null, "", entries)));
        }

        private void fail(FlowLogSource source, long committedRows, IOException cause) {
            add(new SourceOutcome(source.name(), Kind.FAILED, committedRows, 0, 0, 0, 0, 0, describe(cause)));
        }

        private void add(SourceOutcome outcome) {
            outcomes.add(outcome);
            listener.finished(outcome);
        }

        private void writeQuarantineFile() {
            try {
                QuarantineJson.replace(target.quarantineFile(), target.ledger().quarantine());
            } catch (IOException failed) {
                throw LoadException.passing(
                        "cannot write " + target.quarantineFile() + " (" + failed.getMessage()
                                + "); everything is loaded, and the ledger holds the quarantine",
                        failed);
            }
        }

        private void closeGroup() throws IOException {
            for (Reading reading : group) {
                reading.close();
            }
            group.clear();
            groupBytes = 0;
        }
    }

    private static String describe(IOException failed) {
        if (failed instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (failed instanceof NoSuchFileException) {
            return "no such file";
        }
        String message = failed.getMessage();
        return message == null ? failed.getClass().getSimpleName() : message;
    }
}
