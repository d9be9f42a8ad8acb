package io.github.flowlog.oracle;

import io.github.flowlog.FlowBatch;
import io.github.flowlog.FlowLogReader;
import io.github.flowlog.FlowTuple;
import io.github.flowlog.ReadLimits;
import io.github.flowlog.ReadOptions;
import io.github.flowlog.ResumePoint;
import io.github.flowlog.problem.BadInputPolicy;
import io.github.flowlog.problem.FlowLogParseException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Reads with the library to its end and gives the result in the form of the oracle's, so that the two compare. */
public final class LibraryReader {
    private static final String SOURCE = "test.json";
    private static final int SMALL_BATCH = 3;

    private LibraryReader() {}

    /** How to open the reader that is to be drained. */
    @FunctionalInterface
    public interface Opening {
        /** Opens a reader with these options. */
        FlowLogReader open(ReadOptions options) throws IOException;
    }

    /** Reads a whole source from an array. */
    public static OracleResult read(byte[] bytes, BadInputPolicy policy, ReadLimits limits) {
        return drain(policy, limits, options -> FlowLogReader.of(bytes, SOURCE, options));
    }

    /** Reads a fragment from an array. */
    public static OracleResult readFragment(byte[] bytes, ResumePoint start, BadInputPolicy policy, ReadLimits limits) {
        return drain(policy, limits, options -> FlowLogReader.fragment(bytes, SOURCE, start, options));
    }

    /** Reads whatever {@code opening} opens. */
    public static OracleResult drain(BadInputPolicy policy, ReadLimits limits, Opening opening) {
        List<OracleProblem> problems = new ArrayList<>();
        ReadOptions options = ReadOptions.defaults().withLimits(limits);
        if (policy == BadInputPolicy.SKIP) {
            options = options.skippingBadInput(badInput -> problems.add(OracleProblem.of(badInput)));
        }
        List<FlowTuple> rows = new ArrayList<>();
        FlowBatch batch = FlowBatch.withCapacity(SMALL_BATCH);
        try (FlowLogReader reader = opening.open(options)) {
            try {
                while (reader.next(batch)) {
                    addRows(batch, rows);
                }
            } catch (FlowLogParseException e) {
                problems.add(OracleProblem.of(e.badInput()));
            }
            return new OracleResult(rows, problems, reader.stats(), reader.resumePoint());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void addRows(FlowBatch batch, List<FlowTuple> rows) {
        for (int row = 0; row < batch.size(); row++) {
            rows.add(batch.tuple(row));
        }
    }
}
