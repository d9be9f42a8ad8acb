package io.github.flowlog.examples;

import io.github.flowlog.adx.FlowLogLoader;
import io.github.flowlog.adx.LoadListener;
import io.github.flowlog.adx.LoadReport;
import io.github.flowlog.adx.LoadRequest;
import io.github.flowlog.adx.duckdb.DuckDbTarget;
import io.github.flowlog.adx.source.FoundLogs;
import io.github.flowlog.adx.source.SourceFinder;
import io.github.flowlog.adx.target.LoadTarget;
import io.github.flowlog.problem.BadInputPolicy;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/** Loads what is new in a folder of logs into a DuckDB file; run it again, and nothing is loaded twice. */
public final class LoadIntoDuckDb {
    private LoadIntoDuckDb() {}

    /** Takes the folder and the DuckDB file. */
    public static void main(String[] args) throws IOException {
        load(args[0], Path.of(args[1]), System.out);
    }

    static void load(String folder, Path database, PrintStream out) throws IOException {
        // region
        try (FoundLogs found = SourceFinder.find(List.of(folder), Path.of(""), InputStream.nullInputStream());
                LoadTarget target = DuckDbTarget.open(database)) {
            LoadRequest request = new LoadRequest(List.copyOf(found.logs()), BadInputPolicy.STRICT);
            LoadReport report = FlowLogLoader.create(target).load(request, LoadListener.NONE, () -> false);
            out.println(report.rows() + " rows from " + report.records() + " records of "
                    + report.outcomes().size() + " logs");
        }
        // end region
    }
}
