package io.github.flowlog.adx.setup;

import io.github.flowlog.adx.kusto.Cluster;
import io.github.flowlog.adx.kusto.ClusterAddress;
import io.github.flowlog.adx.kusto.ClusterException;
import io.github.flowlog.adx.kusto.CsvMapping;
import io.github.flowlog.encode.TableColumn;
import io.github.flowlog.encode.TableSchema;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Looks, before a load, whether a database has what the load needs and keeps what makes it exactly once. */
public final class Preflight {
    /** What the cluster keeps rows for when nobody has said anything: for ever, as far as logs go. */
    private static final Duration UNLIMITED = Duration.ofDays(365_000);

    private static final String TAGS = "extent_tags_retention";
    private static final String INGEST_BY = "ingest-by:";

    private final Cluster cluster;
    private final ClusterAddress address;
    private final SetupOptions options;
    private final List<String> problems = new ArrayList<>();
    private Duration softDelete = UNLIMITED;

    private Preflight(Cluster cluster) {
        this.cluster = cluster;
        this.address = cluster.address();
        this.options = new SetupOptions(address.table(), null, null);
    }

    /**
     * Asks a cluster for its tables, mappings, policies and queue.
     *
     * @throws ClusterException when the cluster cannot be asked at the moment; what it refuses for good is a problem in the result
     */
    public static PreflightResult check(Cluster cluster) throws ClusterException {
        Preflight preflight = new Preflight(cluster);
        preflight.run();
        return new PreflightResult(preflight.softDelete, preflight.problems);
    }

    private void run() throws ClusterException {
        try {
            for (TableSchema schema : TableSteps.SCHEMAS) {
                checkTable(schema, TableSteps.tableName(schema, options));
            }
        } catch (ClusterException refused) {
            refusal(refused, "Database Viewer", "viewers");
            return;
        }
        try {
            // What may not be asked without the right to put blobs into the queue; of an attempt that never was.
            cluster.state(new UUID(0, 0));
        } catch (ClusterException refused) {
            refusal(refused, "Database Ingestor", "ingestors");
        }
    }

    private void checkTable(TableSchema schema, String name) throws ClusterException {
        ExistingTable table = ExistingTable.read(cluster, schema, name);
        if (table == null) {
            problem("Table " + name + " is not in database " + address.database());
            return;
        }
        String conflict = table.conflict();
        if (!conflict.isEmpty()) {
            problems.add(Character.toUpperCase(conflict.charAt(0)) + conflict.substring(1));
            return;
        }
        if (!table.missingColumns().isEmpty()) {
            problem("Table " + name + " lacks "
                    + table.missingColumns().stream()
                            .map(TableColumn::columnName)
                            .collect(Collectors.joining(", ")));
        }
        if (!table.hasMapping()) {
            problem("Table " + name + " lacks mapping " + CsvMapping.NAME + " or has another one of that name");
        }
        if (schema.equals(TableSchema.FLOW_LOGS)) {
            checkTags(table, name);
            softDelete = softDelete(table);
        }
    }

    private static Duration softDelete(ExistingTable table) throws ClusterException {
        String period = PolicyJson.text(table.effectiveRetention(), "SoftDeletePeriod");
        return period.isEmpty() ? UNLIMITED : KqlTimespan.parse(period);
    }

    /** A period counts from an extent's creation time, which a backfill puts into the past: its tags would be gone at once. */
    private void checkTags(ExistingTable table, String name) throws ClusterException {
        Object own = table.policy(TAGS);
        if (own != null) {
            if (covers(own)) {
                problems.add("Table " + name + " drops ingest-by tags after a while, without which rows would be loaded"
                        + " twice; run: .delete table " + KqlName.of(name) + " policy " + TAGS);
            }
            return;
        }
        if (covers(ExistingTable.policy(cluster, "database", address.database(), TAGS))) {
            problems.add(
                    "Database " + address.database() + " drops ingest-by tags after a while, without which rows would"
                            + " be loaded twice; take ingest-by: out of its policy, or run: .delete database "
                            + KqlName.of(address.database()) + " policy " + TAGS);
        }
    }

    private static boolean covers(@Nullable Object policy) {
        return PolicyJson.elements(policy).stream()
                .anyMatch(tags -> INGEST_BY.startsWith(PolicyJson.text(tags, "TagPrefix")));
    }

    private void refusal(ClusterException refused, String role, String roles) throws ClusterException {
        if (!refused.isPermanent()) {
            throw refused;
        }
        if (refused.isMissingDatabase()) {
            problems.add(String.valueOf(refused.getMessage()));
            return;
        }
        String reason = String.valueOf(refused.getMessage()).replaceFirst("\\.\\s*$", "");
        problems.add(
                "The cluster refuses what a load needs (" + reason + "); if a right is missing, an admin grants " + role
                        + " with: .add database " + KqlName.of(address.database()) + " " + roles
                        + " ('aadapp=APPLICATION;TENANT')");
    }

    private void problem(String clause) {
        problems.add(clause + "; run: flowlog setup --to " + address + " --apply");
    }
}
