package io.github.flowlog.examples;

import io.github.flowlog.FlowBatch;
import io.github.flowlog.FlowLogReader;
import io.github.flowlog.ReadOptions;
import io.github.flowlog.ResumePoint;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;

/** Reads a log that grows each minute, each time from where the last reading ended. */
public final class GrowingLog {
    private final Path log;
    private final FlowBatch batch = FlowBatch.create();
    private ResumePoint readTo = ResumePoint.START;

    /** Nothing is read yet. */
    public GrowingLog(Path log) {
        this.log = log;
    }

    /** Takes the path of a log, and looks at it every ten seconds. */
    public static void main(String[] args) throws IOException, InterruptedException {
        GrowingLog log = new GrowingLog(Path.of(args[0]));
        while (true) {
            log.printNew(System.out);
            Thread.sleep(10_000);
        }
    }

    /** Prints the flows of the records that are complete now and were not at the last call. */
    void printNew(PrintStream out) throws IOException {
        // region
        ReadOptions options = ReadOptions.defaults().skippingBadInput(problem -> out.println("not read: " + problem));
        try (FlowLogReader reader = FlowLogReader.resume(log, log.toString(), readTo, options)) {
            while (reader.next(batch)) {
                for (int row = 0; row < batch.size(); row++) {
                    out.println(batch.source(row) + " -> " + batch.destination(row) + " " + batch.decision(row));
                }
            }
            readTo = reader.resumePoint();
        }
        // end region
    }
}
