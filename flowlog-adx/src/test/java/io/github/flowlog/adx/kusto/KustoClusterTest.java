package io.github.flowlog.adx.kusto;

import static io.github.flowlog.adx.kusto.FakeKusto.column;
import static io.github.flowlog.adx.kusto.FakeKusto.json;
import static io.github.flowlog.adx.kusto.FakeKusto.v1;
import static io.github.flowlog.adx.kusto.FakeKusto.v2;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class KustoClusterTest {
    @Test
    void givesEachValueItsType() throws Exception {
        String columns = Stream.of(
                        "datetime",
                        "timespan",
                        "string",
                        "int",
                        "long",
                        "real",
                        "real",
                        "decimal",
                        "bool",
                        "guid",
                        "dynamic",
                        "dynamic",
                        "dynamic")
                .map(type -> column("c", type))
                .collect(Collectors.joining(","));
        String values = """
                ["2026-01-02T03:04:05.1234567Z","1.02:03:04","",7,9007199254740993,1.5,"NaN","12.30",true,
                 "74be27de-1e4e-49d9-b579-fe0b331d3642",{"a":[1,"x"]},[1,2],"text"],
                [null,null,"a",null,null,null,"-Infinity",null,null,null,null,null,null]""";
        try (FakeKusto fake = FakeKusto.start().on(FakeKusto.QUERY, json(v2(columns, values)));
                Cluster cluster = KustoCluster.open(fake.address())) {
            KustoRows rows = cluster.query("FlowLogs | take 2");

            assertThat(rows.columns().get(0)).isEqualTo(new KustoRows.Column("c", "datetime"));
            assertThat(rows.rows())
                    .containsExactly(
                            Arrays.asList(
                                    "2026-01-02T03:04:05.1234567Z",
                                    "1.02:03:04",
                                    "",
                                    7,
                                    9007199254740993L,
                                    1.5,
                                    Double.NaN,
                                    new BigDecimal("12.30"),
                                    true,
                                    "74be27de-1e4e-49d9-b579-fe0b331d3642",
                                    "{\"a\":[1,\"x\"]}",
                                    "[1,2]",
                                    "text"),
                            Arrays.asList(
                                    null,
                                    null,
                                    "a",
                                    null,
                                    null,
                                    null,
                                    Double.NEGATIVE_INFINITY,
                                    null,
                                    null,
                                    null,
                                    null,
                                    null,
                                    null));
        }
    }

    @Test
    void readsWhatACommandAnswers() throws Exception {
        String columns = column("Name", "string") + "," + column("IsEnabled", "bool") + "," + column("Rows", "long")
                + ",{\"ColumnName\":\"Old\",\"DataType\":\"String\"}";
        try (FakeKusto fake = FakeKusto.start()
                        .on(FakeKusto.COMMAND, json(v1(columns, "[\"FlowLogs\",1,12,\"x\"],[\"Other\",0,0,null]")));
                Cluster cluster = KustoCluster.open(fake.address())) {
            KustoRows rows = cluster.manage(".show tables");

            assertThat(rows.rows())
                    .containsExactly(Arrays.asList("FlowLogs", true, 12, "x"), Arrays.asList("Other", false, 0, null));
            assertThat(rows.text(0, "Name")).isEqualTo("FlowLogs");
            assertThat(rows.number(0, "Rows")).isEqualTo(12);
        }
    }

    @Test
    void asksInTheDatabaseAndSignsInNowhereOnThisMachine() throws Exception {
        try (FakeKusto fake = FakeKusto.start()
                        .on(FakeKusto.QUERY, json(v2(column("Count", "long"), "[3]")))
                        .on(FakeKusto.COMMAND, json(v1(column("a", "string"), "")));
                Cluster cluster = KustoCluster.open(fake.address())) {
            assertThat(cluster.query("T | count").number(0, "Count")).isEqualTo(3);
            assertThat(cluster.manage(".show tables").size()).isZero();

            FakeKusto.Request query = fake.requests(FakeKusto.QUERY).get(0);
            assertThat(query.body()).contains("\"db\":\"Net\"").contains("\"csl\":\"T | count\"");
            assertThat(query.headers()).doesNotContainKey("authorization");
            assertThat(query.headers().get("x-ms-app")).asString().contains("flowlog");
            assertThat(fake.requests(FakeKusto.COMMAND).get(0).body())
                    .contains("\"db\":\"Net\"")
                    .contains("\"csl\":\".show tables\"");
        }
    }

    @Test
    void failsOnAnAnswerThatBreaksOffInTheMiddle() throws Exception {
        String cut = """
            [{"FrameType":"DataSetHeader","IsProgressive":false,"Version":"v2.0"},
             {"FrameType":"DataTable","TableId":1,"TableKind":"PrimaryResult","TableName":"PrimaryResult",
              "Columns":[{"ColumnName":"a","ColumnType":"long"}],"Rows":[[1],{"OneApiErrors":[{"error":{"code":"LimitsExceeded",
               "message":"Request is invalid","@type":"X","@message":"Query result set has exceeded the limit","@context":{},
               "@permanent":true}}]}]},
             {"FrameType":"DataSetCompletion","HasErrors":true,"Cancelled":false}]""";
        try (FakeKusto fake = FakeKusto.start().on(FakeKusto.QUERY, json(cut));
                Cluster cluster = KustoCluster.open(fake.address())) {
            assertThatThrownBy(() -> cluster.query("T"))
                    .isInstanceOf(ClusterException.class)
                    .hasMessageContaining("Query result set has exceeded the limit");
        }
    }

    @Test
    void closesTwiceAndQueuesNothingAfterwards() throws Exception {
        try (FakeKusto fake = FakeKusto.start()) {
            Cluster cluster = KustoCluster.open(fake.address());
            cluster.close();
            cluster.close();
            assertThat(fake.requests("/")).isEmpty();
        }
    }
}
