package io.github.flowlog.adx.setup;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flowlog.adx.kusto.ClusterAddress;
import io.github.flowlog.adx.node.KqlParser;
import io.github.flowlog.adx.questions.Question;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(KqlParser.Extension.class)
class DashboardTest {
    private static final ClusterAddress ADDRESS =
            new ClusterAddress("https://flows.westeurope.kusto.windows.net", "net of flows", "FlowLogs");
    private static final String VARIABLES =
            "let _startTime = ago(1h); let _endTime = now(); let _resource = '';" + " let _from = ''; let _to = ''; ";
    private static final List<String> SCHEMA = SetupScript.of(SetupOptions.DEFAULT).steps().stream()
            .map(SetupStep::command)
            .filter(command -> command.startsWith(".create"))
            .filter(command -> !command.contains("ingestion csv mapping"))
            .toList();

    private final Dashboard dashboard = Dashboard.of(ADDRESS);
    private final Object file = PolicyJson.read(dashboard.json());

    @Test
    void hasOnlyQueriesThatMicrosoftsParserTakes(KqlParser parser) throws IOException {
        assertThat(parser.problems(SCHEMA, VARIABLES + dashboard.resources())).isEmpty();
        for (Dashboard.Tile tile : dashboard.tiles()) {
            assertThat(parser.problems(SCHEMA, VARIABLES + tile.query()))
                    .as(tile.title())
                    .isEmpty();
        }
    }

    @Test
    void bindsTimeAndResourceInEachTile() {
        assertThat(dashboard.tiles())
                .allSatisfy(tile -> assertThat(tile.variables()).contains("_startTime", "_endTime", "_resource"));
        for (Object query : list("queries")) {
            String text = PolicyJson.text(query, "text");
            assertThat(PolicyJson.elements(((Map<?, ?>) query).get("usedVariables")))
                    .allMatch(variable -> text.contains(variable.toString()))
                    .hasSizeGreaterThanOrEqualTo(2);
        }
    }

    @Test
    void hasATileForEachQuestion() {
        for (Question question : Question.values()) {
            boolean isNone = question == Question.IN_NET || question == Question.FLOW_LOGS_OF_THE_POST;
            assertThat(dashboard.tiles().stream()
                            .anyMatch(tile -> tile.query().matches("(?s)" + question.kqlName() + "\\b.*")))
                    .as(question.kqlName())
                    .isNotEqualTo(isNone);
        }
    }

    @Test
    void leadsEachReferenceToWhatItNames() {
        List<String> queries = ids("queries");
        for (Object tile : list("tiles")) {
            assertThat(queries).contains(PolicyJson.text(tile, "queryRef", "queryId"));
            assertThat(ids("pages")).contains(PolicyJson.text(tile, "pageId"));
        }
        for (Object query : list("queries")) {
            assertThat(ids("dataSources")).contains(PolicyJson.text(query, "dataSource", "dataSourceId"));
        }
        assertThat(list("parameters"))
                .filteredOn(
                        parameter -> PolicyJson.text(parameter, "variableName").equals("_resource"))
                .allSatisfy(parameter ->
                        assertThat(queries).contains(PolicyJson.text(parameter, "dataSource", "queryRef", "queryId")));
        List<String> all = new ArrayList<>(queries);
        all.addAll(ids("tiles"));
        all.addAll(ids("parameters"));
        assertThat(all).doesNotHaveDuplicates().allMatch(id -> id.matches("[0-9a-f-]{36}"));
    }

    @Test
    void namesTheDatabase() {
        Object source = list("dataSources").get(0);

        assertThat(PolicyJson.text(source, "clusterUri")).isEqualTo(ADDRESS.endpoint());
        assertThat(PolicyJson.text(source, "database")).isEqualTo(ADDRESS.database());
        assertThat(dashboard.json()).isEqualTo(Dashboard.of(ADDRESS).json());
    }

    @Test
    void hasTheSameTilesForGrafanaWithQueriesThatMicrosoftsParserTakes(KqlParser parser) throws IOException {
        Map<?, ?> grafana =
                (Map<?, ?>) PolicyJson.read(GrafanaDashboard.of(ADDRESS).json());
        List<?> panels = PolicyJson.elements(grafana.get("panels"));

        assertThat(panels).hasSameSizeAs(dashboard.tiles());
        for (int i = 0; i < panels.size(); i++) {
            Map<?, ?> panel = (Map<?, ?>) panels.get(i);
            assertThat(panel.get("title")).isEqualTo(dashboard.tiles().get(i).title());
            Object target = PolicyJson.elements(panel.get("targets")).get(0);
            assertThat(PolicyJson.text(target, "database")).isEqualTo(ADDRESS.database());
            String query = PolicyJson.text(target, "query");
            assertThat(query).contains("$__timeFrom", "$__timeTo", "${resource:singlequote}");
            assertThat(parser.problems(SCHEMA, asGrafanaSendsIt(query)))
                    .as(query)
                    .isEmpty();
        }
        Map<?, ?> templating = (Map<?, ?>) grafana.get("templating");
        Object resource = PolicyJson.elements(templating.get("list")).get(0);
        assertThat(parser.problems(SCHEMA, asGrafanaSendsIt(PolicyJson.text(resource, "query", "query"))))
                .isEmpty();
    }

    private static String asGrafanaSendsIt(String query) {
        return query.replace("$__timeFrom", "datetime(2026-11-20T10:00:00Z)")
                .replace("$__timeTo", "datetime(2026-11-20T11:00:00Z)")
                .replaceAll("\\$\\{\\w+:singlequote}", "''");
    }

    private List<String> ids(String name) {
        return list(name).stream().map(each -> PolicyJson.text(each, "id")).toList();
    }

    private List<?> list(String name) {
        return file instanceof Map<?, ?> object ? PolicyJson.elements(object.get(name)) : List.of();
    }
}
