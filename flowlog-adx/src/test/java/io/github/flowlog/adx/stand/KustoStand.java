package io.github.flowlog.adx.stand;

import io.github.flowlog.adx.kusto.Cluster;
import io.github.flowlog.adx.kusto.ClusterAddress;
import io.github.flowlog.adx.kusto.ClusterException;
import io.github.flowlog.adx.kusto.KustoCluster;
import io.github.flowlog.adx.kusto.KustoRows;
import io.github.flowlog.adx.node.Azurite;
import io.github.flowlog.adx.setup.Setup;
import io.github.flowlog.adx.setup.SetupOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A cluster with one database, and the storage that belongs to it, on ports of 127.0.0.1.
 *
 * <pre>{@code
 * try (KustoStand stand = KustoStand.start("Flows")) {
 *     stand.kusto().next(2, "POST .* FlowLogs", Fault.status(429));
 *     load("--to", stand.target());
 *     assertThat(stand.rows("FlowLogs")).isEqualTo(expected);
 * }
 * }</pre>
 *
 * <p><b>Thread-safety:</b> any number of threads.
 */
public final class KustoStand implements AutoCloseable {
    private final String database;
    private final RowStore store;
    private final StandStorage storage;
    private final Ingestion ingestion;
    private final Door door;

    /**
     * What makes a row of FlowLogs itself and no other.
     *
     * @param sourceId its source
     * @param recordOffset byte offset of its record
     * @param tupleIndex its place in the record
     */
    public record Identity(String sourceId, long recordOffset, int tupleIndex) implements Comparable<Identity> {
        @Override
        public int compareTo(Identity other) {
            int bySource = sourceId.compareTo(other.sourceId);
            int byRecord = Long.compare(recordOffset, other.recordOffset);
            return bySource != 0 ? bySource : byRecord != 0 ? byRecord : Integer.compare(tupleIndex, other.tupleIndex);
        }
    }

    private KustoStand(String database, RowStore store, StandStorage storage, int port) throws IOException {
        this.database = database;
        this.store = store;
        this.storage = storage;
        this.ingestion = new Ingestion(storage, store);
        Commands commands = new Commands(store, database, storage::resources);
        this.door = Door.open(port, "stand-kusto", new KustoService(store, commands, database));
    }

    /**
     * Starts a stand with its rows in memory.
     *
     * @throws org.opentest4j.TestAbortedException when there is no node, see {@link Azurite#shared}
     */
    public static KustoStand start(String database) throws IOException, InterruptedException {
        return start(database, null, 0);
    }

    /**
     * Starts a stand.
     *
     * @param file a new file for the rows when there will be many; null for memory
     * @param port port of the engine; 0 for any
     */
    public static KustoStand start(String database, @Nullable Path file, int port)
            throws IOException, InterruptedException {
        try {
            return new KustoStand(database, RowStore.open(file), StandStorage.open(), port);
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }

    /** {@code http://localhost:PORT}, to which the SDK sends no token. */
    public String endpoint() {
        return "http://localhost:" + door.port();
    }

    /** {@code http://localhost:PORT/DATABASE}, what {@code --to} takes. */
    public String target() {
        return endpoint() + "/" + database;
    }

    /** Name of the database. */
    public String database() {
        return database;
    }

    /** The storage account, past all faults. */
    public Azurite azurite() {
        return storage.azurite();
    }

    /** {@code http://127.0.0.1:PORT/devstoreaccount1} of the blobs, where faults of {@link #blob} strike. */
    public String blobEndpoint() {
        return azurite().endpoint(storage.blobDoor().port());
    }

    /** Faults of the engine's endpoints. */
    public FaultPoint kusto() {
        return door.faults();
    }

    /** Faults of blobs: the temporary containers', and those of {@link #blobEndpoint}. */
    public FaultPoint blob() {
        return storage.blobDoor().faults();
    }

    /** Faults of the queues. */
    public FaultPoint queue() {
        return storage.queueDoor().faults();
    }

    /** Faults of the status table. */
    public FaultPoint table() {
        return storage.tableDoor().faults();
    }

    /** What takes blobs from the queue into the tables. */
    public Ingestion ingestion() {
        return ingestion;
    }

    /** Gives out signatures that are valid this long from now on; a negative one gives out expired ones. */
    public void signaturesLast(Duration validity) {
        storage.validity(validity);
    }

    /** Lets time pass for retention. */
    public void advance(Duration time) {
        store.advance(time);
    }

    /** Makes the tables as {@code flowlog setup --apply} does. */
    public void setUp() throws IOException {
        try (Cluster cluster = KustoCluster.open(ClusterAddress.parse(target()))) {
            Setup.of(cluster, SetupOptions.DEFAULT).apply(made -> {});
        } catch (ClusterException e) {
            throw new IOException(e);
        }
    }

    /** Runs a management command or a query, past all faults. */
    public KustoRows run(String text) {
        try {
            return text.startsWith(".")
                    ? new Commands(store, database, storage::resources).run(text)
                    : store.query(text);
        } catch (KustoError | SQLException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    /** Runs SQL over the tables as they are in DuckDB. */
    public KustoRows sql(String sql) {
        try {
            return store.rows(sql);
        } catch (KustoError | SQLException e) {
            throw new IllegalArgumentException(sql, e);
        }
    }

    /** The identity of each row of a table, in order, doubled ones as often as they are there. */
    public List<Identity> rows(String table) {
        KustoRows found = sql("SELECT SourceId, RecordOffset, TupleIndex FROM " + KqlSubset.quoted(table));
        List<Identity> rows = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            rows.add(new Identity(
                    found.text(i, "SourceId"), found.number(i, "RecordOffset"), (int) found.number(i, "TupleIndex")));
        }
        rows.sort(null);
        return rows;
    }

    @Override
    public void close() throws IOException {
        ingestion.close();
        door.close();
        storage.close();
        try {
            store.close();
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }
}
