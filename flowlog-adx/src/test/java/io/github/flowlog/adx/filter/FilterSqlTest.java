package io.github.flowlog.adx.filter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flowlog.FlowBatch;
import io.github.flowlog.FlowLogReader;
import io.github.flowlog.RowSelection;
import io.github.flowlog.adx.LoadFixture;
import io.github.flowlog.adx.Store;
import io.github.flowlog.filter.FlowFilter;
import io.github.flowlog.filter.FlowMatcher;
import io.github.flowlog.filter.Rendering;
import io.github.flowlog.synthetic.FlowLogGenerator;
import io.github.flowlog.synthetic.GeneratedFormat;
import io.github.flowlog.synthetic.GeneratorMode;
import io.github.flowlog.synthetic.GeneratorOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The rows that a filter's SQL selects in DuckDB are those that its predicate selects in batches.
 *
 * <p>One log has generated records of every format and {@link HostileRecords}. {@code -Dflowlog.seed=N} repeats a run.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FilterSqlTest {
    private static final int RANDOM_FILTERS = 300;
    private static final String ID = "RecordOffset || '/' || TupleIndex";

    private final long seed = Long.getLong("flowlog.seed", new Random().nextLong());
    private final Random random = new Random(seed);

    private List<FlowBatch> batches;
    private Connection connection;
    private List<String> addresses;
    private List<String> texts;

    @BeforeAll
    void load(@TempDir Path folder) throws IOException, SQLException {
        ByteArrayOutputStream document = new ByteArrayOutputStream();
        for (GeneratorMode mode : GeneratorMode.values()) {
            for (GeneratedFormat format : GeneratedFormat.values()) {
                ByteArrayOutputStream generated = new ByteArrayOutputStream();
                FlowLogGenerator.of(GeneratorOptions.defaults()
                                .withSeed(random.nextLong())
                                .withMode(mode)
                                .withFormat(format)
                                .withIpv6Share(0.3)
                                .withNics(3)
                                .withTargetTuples(150))
                        .writeTo(generated);
                // a byte order mark is one at the start of a file only
                document.write(generated
                        .toString(StandardCharsets.UTF_8)
                        .replace("\uFEFF", "")
                        .getBytes(StandardCharsets.UTF_8));
                document.write('\n');
            }
        }
        document.write(HostileRecords.lines().getBytes(StandardCharsets.UTF_8));
        Path log = Files.write(folder.resolve("log.json"), document.toByteArray());
        new LoadFixture(Store.DUCKDB, folder).loadOne(log);
        batches = read(log);
        connection = DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("flows.duckdb"));
        addresses = column("SELECT SrcIp FROM FlowLogs UNION SELECT DestIp FROM FlowLogs ORDER BY 1");
        texts = column(
                "SELECT AclRule FROM FlowLogs UNION SELECT AclGroup FROM FlowLogs UNION SELECT Resource FROM FlowLogs "
                        + "UNION SELECT FlowEncryption FROM FlowLogs ORDER BY 1");
        assertThat(column("SELECT " + ID + " FROM FlowLogs ORDER BY 1"))
                .as(repeat("the log"))
                .isEqualTo(matched("any"));
        assertThat(texts).as("names came through the load as they are").containsAll(HostileRecords.TEXTS);
    }

    @AfterAll
    void close() throws SQLException {
        connection.close();
    }

    static List<Rendering> pinned() throws IOException {
        return Rendering.pinned();
    }

    @ParameterizedTest
    @MethodSource("pinned")
    void selectsTheRowsOfThePredicate(Rendering rendering) throws Exception {
        check(rendering.filter());
    }

    @Test
    void selectsTheRowsOfThePredicateForEachTextAsAPattern() throws Exception {
        for (String text : HostileRecords.TEXTS) {
            String quoted = '"' + text.replace("\"", "\"\"") + '"';
            check("rule " + quoted);
            check("acl \"*" + quoted.substring(1));
            check("resource " + quoted.substring(0, quoted.length() - 1) + "*\"");
        }
    }

    @Test
    void selectsTheRowsOfThePredicateForEachPrefixOfAnAddress() throws Exception {
        for (String address : HostileRecords.ADDRESSES) {
            check("src ip " + address);
        }
        assertThat(matched("ip 10.0.0.4"))
                .isNotEmpty()
                .doesNotContainAnyElementsOf(matched("src ip 10.0.0.40 and dst ip 10.0.0.40"));
    }

    @Test
    void selectsTheRowsOfThePredicateForRandomFilters() throws Exception {
        RandomFilter filters = new RandomFilter(random, addresses, texts);
        int rows = matched("any").size();
        int some = 0;
        for (int round = 0; round < RANDOM_FILTERS; round++) {
            int selected = check(filters.next(round % 4));
            some += selected > 0 && selected < rows ? 1 : 0;
        }
        assertThat(some).as(repeat("filters that part the rows")).isGreaterThan(RANDOM_FILTERS / 4);
    }

    /** How many rows both select; a null, which would be no row even under {@code not}, is seen too. */
    private int check(String expression) throws SQLException {
        FlowFilter filter = FlowFilter.parse(expression);
        List<String> expected = matched(expression);
        List<String> selected = column("SELECT CASE WHEN passes THEN '' ELSE 'null ' END || id FROM (SELECT " + ID
                + " AS id, (" + filter.toSql() + ") AS passes FROM FlowLogs) WHERE passes IS DISTINCT FROM false");
        Collections.sort(selected);
        assertThat(selected)
                .as(() -> repeat(expression + "\n" + filter.toSql()))
                .isEqualTo(expected);
        return expected.size();
    }

    /** Offset and index of the rows that the predicate passes. */
    private List<String> matched(String expression) {
        FlowMatcher matcher = FlowFilter.parse(expression).matcher();
        List<String> identities = new ArrayList<>();
        for (FlowBatch batch : batches) {
            RowSelection selected = matcher.select(batch);
            for (int at = 0; at < selected.size(); at++) {
                int row = selected.row(at);
                identities.add(batch.recordOffset(row) + "/" + batch.tupleIndex(row));
            }
        }
        Collections.sort(identities);
        return identities;
    }

    private static List<FlowBatch> read(Path log) throws IOException {
        List<FlowBatch> batches = new ArrayList<>();
        try (FlowLogReader reader = FlowLogReader.open(log)) {
            FlowBatch batch = FlowBatch.create();
            while (reader.next(batch)) {
                batches.add(batch);
                batch = FlowBatch.create();
            }
        }
        return batches;
    }

    private List<String> column(String sql) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                values.add(row.getString(1));
            }
        }
        return values;
    }

    private String repeat(String subject) {
        return subject + " (-Dflowlog.seed=" + seed + ")";
    }
}
