package io.github.flowlog.adx.setup;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flowlog.adx.duckdb.DuckDbTarget;
import io.github.flowlog.adx.node.KqlParser;
import io.github.flowlog.adx.questions.Question;
import io.github.flowlog.encode.FlowColumn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each question in KQL beside the same in SQL: what they read, keep and count, and what columns the answer has. */
@ExtendWith(KqlParser.Extension.class)
@Tag("long")
class TwinTest {
    private static final Pattern SELECT = Pattern.compile(
            "CREATE OR REPLACE (?:MACRO \\w+\\(.*\\) AS TABLE|VIEW \\w+ AS)\\s+(SELECT .*?);", Pattern.DOTALL);

    @TempDir
    static Path directory;

    private static final List<String> SCHEMA = SetupScript.of(SetupOptions.DEFAULT).steps().stream()
            .map(SetupStep::command)
            .filter(command -> command.startsWith(".create"))
            .filter(command -> !command.contains("ingestion csv mapping"))
            .toList();

    @BeforeAll
    static void makeFile() throws IOException {
        try (DuckDbTarget target = DuckDbTarget.open(directory.resolve("flows.duckdb"))) {
            assertThat(target.table()).isNotEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "IN_NET")
    void readsKeepsAndCountsTheSame(Question question, KqlParser parser) throws Exception {
        List<String> kql = parser.shape(SCHEMA, question.kql("FlowLogs"));

        try (Connection connection = connect()) {
            assertThat(SqlShape.of(connection, select(question)))
                    .as(question.sql())
                    .hasSizeGreaterThan(3)
                    .containsExactlyInAnyOrderElementsOf(kql);
        }
    }

    /** That the comparison above is worth something. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "IN_NET")
    void differsOnceAnyColumnIsAnother(Question question, KqlParser parser) throws Exception {
        String sql = select(question);
        String command = question.kql("FlowLogs");
        String body = command.substring(command.indexOf('{'));
        List<String> columns = Arrays.stream(FlowColumn.values())
                .map(FlowColumn::columnName)
                .filter(column -> body.matches("(?s).*\\b" + column + "\\b.*"))
                .toList();

        assertThat(columns).isNotEmpty();
        try (Connection connection = connect()) {
            for (String column : columns) {
                String other = sql.replaceAll("\\b" + column + "\\b", "Other");
                List<String> kql =
                        parser.shape(SCHEMA, command.replace(body, body.replaceAll("\\b" + column + "\\b", "Other")));
                assertThat(SqlShape.of(connection, other)).as(column).isNotEqualTo(SqlShape.of(connection, sql));
                assertThat(kql).as(column).isNotEqualTo(parser.shape(SCHEMA, command));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "IN_NET")
    void answersWithTheSameColumns(Question question, KqlParser parser) throws Exception {
        try (Connection connection = connect()) {
            // DuckDB ignores case, and tells the case of the table.
            assertThat(columns(connection, question))
                    .usingElementComparator(String::compareToIgnoreCase)
                    .containsExactlyElementsOf(parser.columns(SCHEMA, query(question)));
        }
    }

    /** Queries of the kind that were written for the table of the post, with its names, letters and types. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "flowLogs | where Decision == 'D' and Direction == 'I' | summarize count() by rule, dstPort",
                "flowLogs | where flowLogVersion == 2 and State == 'E' | extend Second = tolong(Timestamp)"
                        + " | summarize sum(BytesSrcToDst) by srcIP, dstIP, bin(Time, 1h)",
                "let rfc1918 = dynamic(['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16']); flowLogs"
                        + " | extend fromPrivate = ipv4_is_in_any_range(srcIP, rfc1918), toPrivate = ipv4_is_in_any_range(dstIP, rfc1918)"
                        + " | summarize SumBytesSrcToDst = sum(BytesSrcToDst), SumBytesDstToSrc = sum(BytesDstToSrc)"
                        + " by fromPrivate, toPrivate"
            })
    void takesQueriesThatWereWrittenForThePost(String query, KqlParser parser) throws IOException {
        assertThat(parser.problems(SCHEMA, query)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void isInTheDocument(Question question) throws IOException {
        Path document = Path.of(System.getProperty("flowlog.root"), "docs", "ADX.md");

        assertThat(Files.readString(document)).contains("`" + question.kqlName(), "`" + question.sqlName());
    }

    private static String query(Question question) {
        return question.isMaterialized() ? question.kqlName() : question.kqlName() + arguments(question);
    }

    private static String arguments(Question question) {
        return switch (question) {
            case FLOW_WINDOW -> "(1h, datetime(null), '')";
            case FLOWS_BETWEEN -> "('', '')";
            default -> "()";
        };
    }

    private static List<String> columns(Connection connection, Question question) throws SQLException {
        boolean view = question.sql().contains("VIEW " + question.sqlName() + " ");
        String from = view
                ? question.sqlName()
                : question.sqlName()
                        + arguments(question).replace("1h", "INTERVAL 1 HOUR").replace("datetime(null)", "NULL");
        List<String> columns = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet described = statement.executeQuery("DESCRIBE FROM " + from)) {
            while (described.next()) {
                columns.add(described.getString(1) + ":" + kqlType(described.getString(2)));
            }
        }
        return columns;
    }

    private static String kqlType(String type) {
        return switch (type) {
            case "VARCHAR" -> "string";
            case "INTEGER" -> "int";
            case "BIGINT", "HUGEINT" -> "long";
            default -> type.startsWith("TIMESTAMP") ? "datetime" : type.toLowerCase(Locale.ROOT);
        };
    }

    private static String select(Question question) {
        Matcher select = SELECT.matcher(question.sql());
        assertThat(select.find()).as(question.sql()).isTrue();
        return select.group(1);
    }

    private static Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:duckdb:" + directory.resolve("flows.duckdb"));
    }
}
