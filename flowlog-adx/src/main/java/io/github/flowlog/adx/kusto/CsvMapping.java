package io.github.flowlog.adx.kusto;

/** The CSV mappings that the loader names when it queues a blob; each of the three tables has one of this name. */
public final class CsvMapping {
    /** Name of the mapping; a change of order or meaning of columns is another version. */
    public static final String NAME = "flowlog_csv_v1";

    private CsvMapping() {}
}
