package io.github.flowlog.encode;

/** The columns of table FlowLogSources, which resolves SourceId; none may be null. */
public enum SourceColumn implements TableColumn {
    /** {@link ContentKey#ofSource}. */
    SOURCE_ID(
            "SourceId",
            ColumnType.STRING,
            "First 16 hex digits of SHA-256 over account, container, blob and generation, joined by line feeds, in UTF-8."),
    /** The storage account. */
    ACCOUNT("Account", ColumnType.STRING, "Storage account; empty for a file."),
    /** The container. */
    CONTAINER("Container", ColumnType.STRING, "Container; empty for a file."),
    /** The blob's name or the file's path. */
    BLOB("Blob", ColumnType.STRING, "Name of the blob, or real path of the file."),
    /** The generation. */
    GENERATION("Generation", ColumnType.STRING, "Tells apart what was written under the same name at different times."),
    /** The hour. */
    HOUR("Hour", ColumnType.TIME, "The hour in the path, else the hour of the first record's time, UTC.");

    private final String columnName;
    private final ColumnType type;
    private final String description;

    SourceColumn(String columnName, ColumnType type, String description) {
        this.columnName = columnName;
        this.type = type;
        this.description = description;
    }

    @Override
    public String columnName() {
        return columnName;
    }

    @Override
    public ColumnType type() {
        return type;
    }

    @Override
    public boolean nullable() {
        return false;
    }

    @Override
    public String description() {
        return description;
    }
}
