package io.github.flowlog.adx.setup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.flowlog.adx.kusto.CsvMapping;
import io.github.flowlog.adx.node.KqlParser;
import io.github.flowlog.encode.TableColumn;
import io.github.flowlog.encode.TableSchema;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands themselves: as a whole, to Microsoft's parser, and inside their texts. */
@ExtendWith(KqlParser.Extension.class)
@Tag("long")
class SetupScriptTest {
    private static final Pattern JSON_TEXT = Pattern.compile("'([\\[{].*[\\]}])'$", Pattern.MULTILINE);

    /** {@code -Dgolden.update=DIR} writes the script into that directory instead, to be looked at and copied over. */
    @Test
    void printsTheScript() throws IOException {
        String script = SetupScript.of(SetupOptions.DEFAULT).text();
        String update = System.getProperty("golden.update", "");
        if (!update.isEmpty()) {
            Files.writeString(Path.of(update, "setup.kql"), script);
            return;
        }
        try (InputStream golden = SetupScriptTest.class.getResourceAsStream("setup.kql")) {
            assertThat(script).isEqualTo(new String(golden.readAllBytes(), UTF_8));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"FlowLogs", "it's] | drop\\"})
    void passesMicrosoftsParserWhateverTheTableIsCalled(String table, KqlParser parser) throws IOException {
        List<SetupStep> steps = SetupScript.of(new SetupOptions(table, Duration.ofHours(36), Duration.ofHours(30)))
                .steps();
        List<String> before = new ArrayList<>();
        for (SetupStep step : steps) {
            assertThat(parser.problems(before, step.command()))
                    .as(step.command())
                    .isEmpty();
            before.add(step.command());
        }
        assertThat(parser.problems(before, KqlName.of(table) + " | where SrcIp == ''"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Flows2026", "flow logs", "where", "Where", "a-b.c", "n__", "Key", "_x", "7up", "By"})
    void quotesNamesThatMustBe(String name, KqlParser parser) throws IOException {
        String create = ".create-merge table " + KqlName.of(name) + " (" + KqlName.of(name) + ": string)";

        assertThat(parser.problems(List.of(), create)).isEmpty();
        assertThat(parser.problems(List.of(create), KqlName.of(name) + " | where " + KqlName.of(name) + " == ''"))
                .isEmpty();
    }

    @Test
    void mapsEachFieldToItsColumnByOrdinal() {
        for (TableSchema schema : TableSteps.SCHEMAS) {
            SetupStep mapping = TableSteps.of(schema, SetupOptions.DEFAULT).stream()
                    .filter(step -> step.command().contains("'" + CsvMapping.NAME + "'"))
                    .findFirst()
                    .orElseThrow();
            List<?> fields = PolicyJson.elements(json(mapping));

            assertThat(fields).hasSameSizeAs(schema.columns());
            for (TableColumn column : schema.columns()) {
                Object field = fields.get(column.ordinal());
                assertThat(PolicyJson.text(field, "Column")).isEqualTo(column.columnName());
                assertThat(PolicyJson.text(field, "DataType")).isEqualTo(column.adxType());
                assertThat(PolicyJson.text(field, "Properties", "Ordinal")).isEqualTo("" + column.ordinal());
            }
        }
    }

    @Test
    void holdsJsonWhereverATextLooksLikeIt() {
        List<Object> policies = SetupScript.of(SetupOptions.DEFAULT).steps().stream()
                .filter(step -> JSON_TEXT.matcher(step.command()).find())
                .map(SetupScriptTest::json)
                .toList();

        assertThat(policies).hasSize(9).doesNotContainNull();
        assertThat(policies)
                .filteredOn(
                        policy -> PolicyJson.text(policy, "Lookback", "Kind").equals("All"))
                .hasSize(3);
        assertThat(policies)
                .filteredOn(policy ->
                        PolicyJson.text(policy, "MaximumBatchingTimeSpan").equals("00:01:00"))
                .hasSize(3);
    }

    @Test
    void takesAwayAllThatItMakes(KqlParser parser) throws IOException {
        List<String> made = SetupScript.of(SetupOptions.DEFAULT).steps().stream()
                .map(SetupStep::command)
                .filter(command -> command.startsWith(".create") && !command.contains("mapping"))
                .toList();
        List<SetupStep> removal = SetupScript.removal(SetupOptions.DEFAULT).steps();

        assertThat(removal).hasSameSizeAs(made);
        for (SetupStep step : removal) {
            assertThat(parser.problems(made, step.command())).as(step.command()).isEmpty();
        }
        assertThat(removal.get(0).command()).isEqualTo(".drop materialized-view FlowsDaily ifexists");
        assertThat(removal.get(removal.size() - 1).command()).isEqualTo(".drop table FlowLogSources ifexists");
    }

    @Test
    void leavesTheRetentionOfTagsAlone() {
        assertThat(SetupScript.of(SetupOptions.DEFAULT).text()).doesNotContain("extent_tags_retention");
    }

    @Test
    void hasNoBlankLineInsideACommandSinceOneEndsIt() {
        assertThat(SetupScript.of(SetupOptions.DEFAULT).steps())
                .allSatisfy(step -> assertThat(step.command().lines()).noneMatch(String::isBlank));
    }

    @Test
    void keepsAHostileNameInsideTheComment() {
        String script =
                SetupScript.of(new SetupOptions("x\n.drop table y", null, null)).text();

        assertThat(script.lines()).noneMatch(line -> line.startsWith(".drop"));
    }

    private static Object json(SetupStep step) {
        Matcher json = JSON_TEXT.matcher(step.command());
        assertThat(json.find()).as(step.command()).isTrue();
        Object value = PolicyJson.read(json.group(1));
        assertThat(value).as(json.group(1)).isNotNull();
        return value == null ? "" : value;
    }
}
