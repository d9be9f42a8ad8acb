package io.github.flowlog.adx.kusto;

/** What a cluster can be asked to do, and the least role that may ask. */
enum ClusterRequest {
    QUERY("answer the query", "Database Viewer"),
    COMMAND("carry out the command", "Database Admin"),
    RESOURCES("name its storage for ingestion", "Database Ingestor"),
    ENQUEUE("take a blob into its queue", "Database Ingestor"),
    STATE("tell the state of a blob", "Database Ingestor");

    private final String verb;
    private final String role;

    ClusterRequest(String verb, String role) {
        this.verb = verb;
        this.role = role;
    }

    /** Whether it is asked in the database of the address, and not of the cluster as a whole. */
    boolean isOfDatabase() {
        return this == QUERY || this == COMMAND;
    }

    /** What it is to do, behind "to". */
    String verb() {
        return verb;
    }

    /** The role, as the portal and the documentation call it. */
    String role() {
        return role;
    }
}
