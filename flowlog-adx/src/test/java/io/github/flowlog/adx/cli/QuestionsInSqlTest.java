package io.github.flowlog.adx.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the questions answer over the sample logs, in a DuckDB file and without a cluster. */
class QuestionsInSqlTest {
    private static final String LOGS =
            Path.of(System.getProperty("flowlog.root"), "examples", "logs").toString();

    @TempDir
    static Path directory;

    @BeforeAll
    static void load() {
        Cli.Result result = run("load", LOGS);
        assertThat(result.exitCode()).as(result.err()).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            1193           | select count(*) from flow_window(NULL, NULL, '')
            40             | select count(*) from flow_window(NULL, NULL, 'CONTOSONSG')
            672,776        | select count(*), sum(Flows) from dropped_flows
            1              | select count(*) from dropped_flows('113.22.187.101')
            632            | select count(*) from dropped_flows('10.0.0.0/8')
            3              | select count(*) from flows_between('93.190.142.60', '10.0.17.0/24')
            3              | select count(*) from flows_between('10.0.17.0/24', '93.190.142.60')
            71             | select count(*) from flows_between('2000::/3', '::/0')
            20             | select count(*) from top_talkers
            15,776         | select count(*), sum(Flows) from denials_by_rule
            176,73,1,132   | select Flows, Sources, Destinations, Ports from denials_by_rule where AclGroup = 'VM0-NSG' limit 1
            Inbound,TCP,3389,Allowed,UserRule_default-allow-rdp,7,0,0 | select * exclude (FirstSeen, LastSeen) from required_ports('0.0.0.0/0', '10.0.17.4') limit 1
            10.0.17.4,3389,TCP,NETFLOWVM-NSG,UserRule_default-allow-rdp,7,3 | select * exclude (FirstSeen, LastSeen) from exposed_ports limit 1
            3              | select count(*) from exposed_ports
            497            | select count(*) from new_talkers
            814            | select count(*) from new_talkers(since := interval 20000 day)
            3              | select count(*) from port_scan(least_ports := 12)
            195.162.70.216,10.12.237.135,15,16,15 | select * exclude (FirstSeen, LastSeen) from port_scan(least_ports := 15)
            399,611        | select count(*), sum(Flows) from unencrypted_flows
            17,1193        | select count(*), sum(Flows) from ingest_health
            0              | select count(*) from duplicates
            1193           | select count(*) from FlowLogsWide where ResourceId <> ''
            119            | select count(*) from flow_logs_post where Direction = 'I' and Decision = 'A'
            D,D,1663145989 | select Decision, State, "Timestamp" from flow_logs_post where flowLogVersion = 4 order by "Timestamp" limit 1
            831,1193,6042407 | select count(*), sum(Flows), sum(BytesSrcToDest) from flows_hourly
            826,1193,6042407 | select count(*), sum(Flows), sum(BytesSrcToDest) from flows_daily
            """)
    void answers(String expected, String sql) {
        Cli.Result result = run("query", sql);

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.outLines()).element(1).isEqualTo(expected);
    }

    @Test
    void looksAtTheLastWhileOfTheFileWhenItIsGiven() {
        assertThat(run("query", "select sum(Flows) from private_public_matrix(since := interval 1 hour)")
                        .outLines())
                .element(1)
                .isEqualTo("604");
        assertThat(run(
                                "query",
                                "select sum(Flows) from private_public_matrix(since := interval 1 hour, until := timestamp"
                                        + " '2017-03-21 18:00:00')")
                        .outLines())
                .element(1)
                .isEqualTo("7");
    }

    /** The matrix of the post of 2023, by the terminal, by the view and by the query itself. */
    @Test
    void countsThePrivateAndPublicMatrixLikeTop() {
        List<String> top = columns(
                "FlowType,Flows,BytesSrcToDest,BytesDestToSrc", run("top", "--by", "type", "--metric", "bytes", LOGS));

        assertThat(top).hasSize(3).contains("PrivateToPublic,301,5064577,6684293");
        assertThat(columns(
                        "FlowType,Flows,SumBytesSrcToDst,SumBytesDstToSrc", run("query", "from private_public_matrix")))
                .containsExactlyInAnyOrderElementsOf(top);
        assertThat(columns(
                        "FlowType,Flows,S,D",
                        run(
                                "query",
                                "select FlowType, count(*) as Flows, sum(BytesSrcToDest) as S, sum(BytesDestToSrc) as D"
                                        + " from FlowLogs group by 1")))
                .containsExactlyInAnyOrderElementsOf(top);
    }

    @Test
    void ranksTalkersLikeTop() {
        Cli.Result view = run("query", "select *, Flows - Measured as WithoutCounters from top_talkers(n := 10)");
        Cli.Result top = run("top", "--by", "pair", "--metric", "bytes", "-n", "10", LOGS);
        String keys = "SrcIp,DestIp,Flows,WithoutCounters";

        assertThat(columns(keys, view)).hasSize(10).isEqualTo(columns(keys, top));
        assertThat(sum(columns("Bytes", view)))
                .isEqualTo(sum(columns("BytesSrcToDest", top)) + sum(columns("BytesDestToSrc", top)));
    }

    @ParameterizedTest
    @CsvSource({
        "true,  10.1.2.3,         10.0.0.0/8",
        "false, 110.1.2.3,        10.0.0.0/8",
        "true,  10.1.2.3,         10.1.2.3",
        "false, 10.1.2.30,        10.1.2.3",
        "true,  255.255.255.255,  128.0.0.0/1",
        "true,  10.0.0.1,         0.0.0.0/0",
        "false, ::1,              0.0.0.0/0",
        "false, 10.0.0.1,         ::/0",
        "true,  2001:db8::1,      2001:db8::/32",
        "false, 2001:db9::1,      2001:db8::/32",
        "true,  2001:db8:8000::,  2001:db8:8000::/33",
        "false, 2001:db8:7fff::,  2001:db8:8000::/33",
        "true,  ::1,              ::/127",
        "false, ::2,              ::/127",
        "true,  fe80::1:2:3:4,    fe80::/10",
        "true,  2001:db8:1:2:3:4:5:6, 2001:db8:1:2:3:4:5:6/128",
        "false, not an address,   10.0.0.0/8",
        "true,  10.1.2.3,         ''"
    })
    void knowsWhichAddressIsInWhichNetwork(boolean expected, String ip, String net) {
        assertThat(run("query", "select in_net('" + ip + "', '" + net + "')").outLines())
                .element(1)
                .isEqualTo(Boolean.toString(expected));
    }

    @Test
    void findsRowsThatAreThereTwiceByTheirIdentity() throws Exception {
        Path copy = Files.copy(directory.resolve("flows.duckdb"), directory.resolve("doubled.duckdb"));
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + copy);
                Statement statement = connection.createStatement()) {
            statement.execute("insert into FlowLogs select * from FlowLogs where SrcIp = '113.22.187.101'");
        }

        assertThat(run("query", "--db", "doubled.duckdb", "select Copies, TupleIndex from duplicates")
                        .out())
                .isEqualTo("Copies,TupleIndex\n2,1\n");
    }

    @Test
    void offersTheQuestionsInAFileThatWasMadeWithoutThem() throws Exception {
        Path copy = Files.copy(directory.resolve("flows.duckdb"), directory.resolve("older.duckdb"));
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + copy);
                Statement statement = connection.createStatement()) {
            statement.execute("drop view flows_daily; drop view top_talkers; drop macro table top_talkers");
        }
        assertThat(run("load", LOGS, "--to", "duckdb:older.duckdb").exitCode()).isZero();

        assertThat(run("query", "--db", "older.duckdb", "select count(*) from top_talkers")
                        .out())
                .endsWith("\n20\n");
    }

    private static long sum(List<String> numbers) {
        return numbers.stream().mapToLong(Long::parseLong).sum();
    }

    /** Some columns of each row of an answer in CSV. */
    private static List<String> columns(String names, Cli.Result result) {
        assertThat(result.exitCode()).as(result.err()).isZero();
        List<String> header = List.of(result.outLines().get(0).split(",", -1));
        return result.outLines().stream()
                .skip(1)
                .map(line -> List.of(line.split(",", -1)))
                .map(row -> List.of(names.split(",")).stream()
                        .map(name -> row.get(header.indexOf(name)))
                        .reduce((left, right) -> left + "," + right)
                        .orElseThrow())
                .toList();
    }

    private static Cli.Result run(String... arguments) {
        return new Cli(directory).run(arguments);
    }
}
