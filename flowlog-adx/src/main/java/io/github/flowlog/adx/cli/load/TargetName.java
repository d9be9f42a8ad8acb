package io.github.flowlog.adx.cli.load;

import io.github.flowlog.adx.kusto.ClusterAddress;
import java.nio.file.Path;

/** What a user calls a target: {@code duckdb:FILE}, {@code csv:DIR} or the address of a database in a cluster. */
sealed interface TargetName {
    /** What the names of DuckDB files begin with. */
    String DUCKDB = "duckdb:";
    /** What the names of folders of CSV files begin with. */
    String CSV = "csv:";

    /**
     * Tables in a DuckDB file.
     *
     * @param file the file
     */
    record DuckDb(Path file) implements TargetName {
        @Override
        public String toString() {
            return DUCKDB + file;
        }
    }

    /**
     * CSV files in a folder.
     *
     * @param folder the folder
     */
    record Csv(Path folder) implements TargetName {
        @Override
        public String toString() {
            return CSV + folder;
        }
    }

    /**
     * A table in a cluster.
     *
     * @param address where it is
     */
    record Adx(ClusterAddress address) implements TargetName {
        @Override
        public String toString() {
            return address.toString();
        }
    }

    /** Reads a name; an {@link IllegalArgumentException} says what names look like. */
    static TargetName parse(String text) {
        if (ClusterAddress.looksLike(text)) {
            return new Adx(ClusterAddress.parse(text));
        }
        if (text.startsWith(DUCKDB) && text.length() > DUCKDB.length()) {
            return new DuckDb(Path.of(text.substring(DUCKDB.length())));
        }
        if (text.startsWith(CSV) && text.length() > CSV.length()) {
            return new Csv(Path.of(text.substring(CSV.length())));
        }
        throw new IllegalArgumentException("unknown target \"" + text
                + "\"; expected duckdb:FILE, csv:DIR or https://CLUSTER.REGION.kusto.windows.net/DATABASE[/TABLE]");
    }
}
