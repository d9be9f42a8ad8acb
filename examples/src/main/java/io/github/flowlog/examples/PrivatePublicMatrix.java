package io.github.flowlog.examples;

import io.github.flowlog.FlowBatch;
import io.github.flowlog.FlowLogReader;
import io.github.flowlog.FlowType;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;

/** Adds up the bytes between private and public addresses, both ways. */
public final class PrivatePublicMatrix {
    private PrivatePublicMatrix() {}

    /** Takes the paths of logs. */
    public static void main(String[] args) throws IOException {
        print(System.out, args);
    }

    static void print(PrintStream out, String... logs) throws IOException {
        long[][] sums = new long[FlowType.values().length][3];
        FlowBatch batch = FlowBatch.create();
        for (String log : logs) {
            try (FlowLogReader reader = FlowLogReader.open(Path.of(log))) {
                while (reader.next(batch)) {
                    for (int row = 0; row < batch.size(); row++) {
                        long[] sum = sums[batch.type(row).ordinal()];
                        sum[0] += Math.max(0, batch.bytesSourceToDestination(row)); // NOT_MEASURED is negative
                        sum[1] += Math.max(0, batch.bytesDestinationToSource(row));
                        sum[2] += batch.bytesSourceToDestination(row) == FlowBatch.NOT_MEASURED ? 1 : 0;
                    }
                }
            }
        }
        out.println("FlowType,SumBytesSrcToDst,SumBytesDstToSrc,TuplesWithoutCounters");
        for (FlowType type : FlowType.values()) {
            long[] sum = sums[type.ordinal()];
            out.println(type.text() + "," + sum[0] + "," + sum[1] + "," + sum[2]);
        }
    }
}
