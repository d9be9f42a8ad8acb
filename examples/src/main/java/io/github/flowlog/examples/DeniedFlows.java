package io.github.flowlog.examples;

import io.github.flowlog.Decision;
import io.github.flowlog.FlowBatch;
import io.github.flowlog.FlowLogReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;

/** Prints which flows a log says were denied, and by which rule. */
public final class DeniedFlows {
    private DeniedFlows() {}

    /** Takes the paths of logs. */
    public static void main(String[] args) throws IOException {
        for (String log : args) {
            print(Path.of(log), System.out);
        }
    }

    static void print(Path log, PrintStream out) throws IOException {
        // region
        try (FlowLogReader reader = FlowLogReader.open(log)) {
            FlowBatch batch = FlowBatch.create();
            while (reader.next(batch)) {
                for (int row = 0; row < batch.size(); row++) {
                    if (batch.decision(row) == Decision.DENIED) {
                        out.println(Instant.ofEpochMilli(batch.time(row)) + " " + batch.source(row) + " -> "
                                + batch.destination(row) + " port " + batch.destinationPort(row)
                                + " denied by " + batch.rule(row));
                    }
                }
            }
        }
        // end region
    }
}
