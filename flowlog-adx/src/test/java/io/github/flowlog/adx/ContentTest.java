package io.github.flowlog.adx;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flowlog.ReadLimits;
import io.github.flowlog.adx.ledger.QuarantineEntry;
import io.github.flowlog.adx.source.LogFile;
import io.github.flowlog.adx.target.LoadTarget;
import io.github.flowlog.problem.BadInputPolicy;
import io.github.flowlog.synthetic.FlowLogGenerator;
import io.github.flowlog.synthetic.GeneratedFormat;
import io.github.flowlog.synthetic.GeneratorMode;
import io.github.flowlog.synthetic.GeneratorOptions;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever stands in a log reaches the table as it is, and no text of a log or a path becomes anything else. */
class ContentTest {
    private static final String TIME = "2022-05-02T20:01:37.7887149Z";

    @TempDir
    Path folder;

    @Test
    void putsTheSameValuesIntoBothTargets() throws Exception {
        Long given = Long.getLong("flowlog.seed");
        long seed = given != null ? given : new Random().nextLong();
        Path[] files = new Path[8];
        for (int i = 0; i < files.length; i++) {
            files[i] = folder.resolve("log-" + i + ".json");
            GeneratorOptions options = GeneratorOptions.defaults()
                    .withSeed(seed + i)
                    .withFormat(GeneratedFormat.values()[i % 4])
                    .withMode(i < 4 ? GeneratorMode.AWKWARD : GeneratorMode.REALISTIC)
                    .withIpv6Share(0.3)
                    .withTargetBytes(i < 4 ? 60_000 : 1_500_000);
            try (OutputStream out = Files.newOutputStream(files[i])) {
                FlowLogGenerator.of(options).writeTo(out);
            }
        }
        requireSameInBothTargets("-Dflowlog.seed=" + seed, files);
    }

    @Test
    void putsPublishedLogsIntoBothTargetsAlike() throws Exception {
        List<Path> files = new ArrayList<>();
        URI notice = ContentTest.class.getResource("/samples/NOTICE.md").toURI();
        try (FileSystem jar = notice.getScheme().equals("jar") ? FileSystems.newFileSystem(notice, Map.of()) : null;
                Stream<Path> samples =
                        Files.list(jar == null ? Path.of(notice).getParent() : jar.getPath("/samples"))) {
            for (Path sample : samples.toList()) {
                String name = sample.getFileName().toString();
                if (!name.endsWith(".md")) {
                    files.add(Files.copy(sample, folder.resolve(name)));
                }
            }
        }
        assertThat(files).hasSizeGreaterThan(10);
        requireSameInBothTargets("samples", files.toArray(Path[]::new));
    }

    private void requireSameInBothTargets(String what, Path[] files) throws Exception {
        LoadReport duck = new LoadFixture(Store.DUCKDB, folder).load(files);
        LoadReport csv = new LoadFixture(Store.CSV, folder).load(files);

        assertThat(duck.rows()).as(what).isPositive().isEqualTo(csv.rows());
        assertThat(new LoadFixture(Store.DUCKDB, folder).quarantine())
                .as(what)
                .isEqualTo(new LoadFixture(Store.CSV, folder).quarantine());
        for (String table : List.of("FlowLogs", "FlowLogSources")) {
            assertThat(differences(table)).as("%s, %s", table, what).containsExactly("0", "0");
        }
        String keys = "SELECT DISTINCT \"Key\" FROM {FlowLogResources} ORDER BY 1";
        assertThat(Store.DUCKDB.query(folder, keys))
                .as(what)
                .isEqualTo(Store.CSV.query(folder, keys))
                .isNotEmpty();
    }

    /** Rows of the DuckDB table that the CSV files lack, and the other way round, every column by its type. */
    private List<String> differences(String table) throws Exception {
        try (Stream<Path> files = Files.list(folder.resolve("csv"));
                Connection connection = DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("flows.duckdb"));
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TEMP TABLE fromcsv AS SELECT * FROM main." + table + " LIMIT 0");
            for (Path file : files.filter(name -> name.getFileName().toString().startsWith(table + "-"))
                    .toList()) {
                statement.execute("INSERT INTO fromcsv SELECT " + columns(statement, table) + " FROM read_csv('" + file
                        + "', header = true, all_varchar = true, nullstr = '', strict_mode = true, delim = ',', "
                        + "quote = '\"', escape = '\"', new_line = '\\n', auto_detect = false, columns = "
                        + types(statement, table) + ")");
            }
            return Stream.of("main." + table + " EXCEPT ALL FROM fromcsv", "fromcsv EXCEPT ALL FROM main." + table)
                    .map(difference -> one(statement, "SELECT count(*)::VARCHAR FROM (FROM " + difference + ")"))
                    .toList();
        }
    }

    private static String columns(Statement statement, String table) {
        return one(
                statement,
                "SELECT string_agg(CASE WHEN data_type = 'VARCHAR' THEN 'coalesce(\"' || column_name "
                        + "|| '\", '''')' ELSE '\"' || column_name || '\"::' || data_type END, ', ' ORDER BY column_index) "
                        + "FROM duckdb_columns() WHERE schema_name = 'main' AND table_name = '" + table + "'");
    }

    private static String types(Statement statement, String table) {
        return one(
                statement,
                "SELECT '{' || string_agg('''' || column_name || ''': ''VARCHAR''', ', ' ORDER BY column_index) "
                        + "|| '}' FROM duckdb_columns() WHERE schema_name = 'main' AND table_name = '" + table + "'");
    }

    private static String one(Statement statement, String sql) {
        try (ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        } catch (java.sql.SQLException failed) {
            throw new IllegalStateException(sql, failed);
        }
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void keepsTextThatLooksLikeSyntax(Store store) throws Exception {
        List<String> rules = List.of(
                "a,b",
                "say \\\"x\\\"",
                "line\\nbreak",
                "carriage\\r\\nreturn",
                "=1+1",
                "NULL",
                "null",
                "'; DROP TABLE x; --",
                "../../etc/passwd",
                "\\u00e9\\ud83d\\ude00",
                " blank ",
                "#comment",
                "\\\\N",
                "tab\\there",
                "\\\"");
        String records = rules.stream()
                .map(rule -> Logs.ruledRecord(TIME, Logs.MAC, rule, Logs.tuple(1, 0)))
                .collect(Collectors.joining(","));
        LoadFixture fixture = new LoadFixture(store, folder);
        Path file = fixture.write("a.json", Logs.envelope(records));

        SourceOutcome outcome = fixture.loadOne(file);

        assertThat(outcome.rows()).isEqualTo(rules.size());
        assertThat(store.query(folder, "SELECT AclRule FROM {FlowLogs} ORDER BY RecordOffset::BIGINT"))
                .containsExactly(
                        "a,b",
                        "say \"x\"",
                        "line\nbreak",
                        "carriage\r\nreturn",
                        "=1+1",
                        "NULL",
                        "null",
                        "'; DROP TABLE x; --",
                        "../../etc/passwd",
                        "\u00e9\ud83d\ude00",
                        " blank ",
                        "#comment",
                        "\\N",
                        "tab\there",
                        "\"");
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void keepsANulCharacter(Store store) throws Exception {
        LoadFixture fixture = new LoadFixture(store, folder);
        Path file = fixture.write(
                "a.json",
                Logs.envelope(Logs.ruledRecord(TIME, Logs.MAC, "a\\u0000b", Logs.tuple(1, 0)), Logs.record(2)));

        assertThat(fixture.loadOne(file).rows()).isEqualTo(3);
        assertThat(fixture.rows()).hasSize(3);
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void loadsAVeryLongText(Store store) throws Exception {
        LoadFixture fixture = new LoadFixture(store, folder);
        String rule = "q".repeat(9_000_000);
        Path file = fixture.write(
                "a.json", Logs.envelope(Logs.ruledRecord(TIME, Logs.MAC, rule, Logs.tuple(1, 0)), Logs.record(2)));
        LoadRequest request = new LoadRequest(
                List.of(LogFile.of(file)),
                BadInputPolicy.SKIP,
                ReadLimits.defaults().withNameBytes(rule.length()));

        try (LoadTarget target = store.open(folder)) {
            assertThat(FlowLogLoader.create(target)
                            .load(request, LoadListener.NONE, () -> false)
                            .rows())
                    .isEqualTo(3);
        }
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void loadsALongTextOfManyRows(Store store) throws Exception {
        LoadFixture fixture = new LoadFixture(store, folder);
        String[] tuples = new String[5_000];
        Arrays.setAll(tuples, index -> Logs.tuple(1, index % 10));
        String rule = "q".repeat(4_000);
        Path file = fixture.write("a.json", Logs.envelope(Logs.ruledRecord(TIME, Logs.MAC, rule, tuples)));

        assertThat(fixture.loadOne(file).rows()).isEqualTo(tuples.length);
        assertThat(store.query(folder, "SELECT DISTINCT AclRule FROM {FlowLogs}"))
                .containsExactly(rule);
        assertThat(store.query(folder, "SELECT count(DISTINCT TupleIndex)::VARCHAR FROM {FlowLogs}"))
                .containsExactly("5000");
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void quarantinesARecordWhoseTimeNoTableHolds(Store store) throws Exception {
        LoadFixture fixture = new LoadFixture(store, folder);
        Path file = fixture.write(
                "a.json",
                Logs.envelope(
                        Logs.record(1),
                        Logs.record("2262-04-12T00:00:00.0000000Z", Logs.MAC, Logs.tuple(1, 0), Logs.tuple(1, 1)),
                        Logs.record(3)));

        SourceOutcome outcome = fixture.loadOne(file);

        assertThat(outcome.rows()).isEqualTo(4);
        assertThat(outcome.skippedRecords()).isEqualTo(1);
        assertThat(fixture.quarantine()).extracting(QuarantineEntry::field).containsExactly("time");
        assertThat(fixture.loadOne(file).kind()).isEqualTo(SourceOutcome.Kind.UNCHANGED);
        assertThat(fixture.rows()).hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a[b]c", "star*", "it's", "two  blanks", "per%cent", "\u00e9\u4e2d"})
    void takesAnyFolderName(String name) throws Exception {
        Path odd = Files.createDirectory(folder.resolve(name));
        for (Store store : Store.values()) {
            LoadFixture fixture = new LoadFixture(store, odd);
            Path file = fixture.write(name + ".json", Logs.envelope(Logs.records(0, 3)));
            assertThat(fixture.loadOne(file).rows()).as("%s %s", store, name).isEqualTo(6);
            assertThat(fixture.loadOne(file).kind()).isEqualTo(SourceOutcome.Kind.UNCHANGED);
        }
        try (Stream<Path> made = Files.list(folder)) {
            assertThat(made).containsExactly(odd);
        }
    }
}
