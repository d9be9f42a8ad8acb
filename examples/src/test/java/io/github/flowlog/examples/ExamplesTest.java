package io.github.flowlog.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs each example on the sample logs; {@code -Dgolden.update} rewrites what they are expected to print. */
final class ExamplesTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);

    @Test
    void deniedFlowsOfThePostOf2017() throws IOException {
        DeniedFlows.print(SampleLog.POST_OF_2017.path(), out);

        assertThat(printedText())
                .isEqualTo("2017-03-21T17:59:40Z 113.22.187.101 -> 10.0.17.4 port 23"
                        + " denied by DefaultRule_DenyAllInBound\n");
    }

    @Test
    void deniedFlowsOfEveryVersion() throws IOException {
        DeniedFlows.print(SampleLog.NSG_V1.path(), out);
        DeniedFlows.print(SampleLog.NSG_V2.path(), out);
        DeniedFlows.print(SampleLog.DOCUMENTATION.path(), out);
        DeniedFlows.print(SampleLog.GENERATED_VNET_V4.path(), out);

        assertPrinted("denied-flows.txt");
    }

    @Test
    void topTalkersOfWhatAFilterLetsThrough() throws IOException {
        TopTalkers.print(
                "allowed and dst port 443", out, SampleLog.DOCUMENTATION.path(), SampleLog.NETWORK_INTERFACE.path());

        assertPrinted("top-talkers.txt");
    }

    @Test
    void privatePublicMatrixOfAllLogs() throws IOException {
        PrivatePublicMatrix.print(out, paths(SampleLog.values()));

        assertPrinted("private-public-matrix.csv");
    }

    /** The bytes of the documentation's record, as its text adds them up. */
    @Test
    void privatePublicMatrixOfTheDocumentation() throws IOException {
        PrivatePublicMatrix.print(out, paths(SampleLog.DOCUMENTATION));

        assertThat(printedText()).isEqualTo("""
                        FlowType,SumBytesSrcToDst,SumBytesDstToSrc,TuplesWithoutCounters
                        PrivateToPrivate,0,0,0
                        PrivateToPublic,4528,43292,0
                        PublicToPrivate,0,0,0
                        PublicToPublic,0,0,0
                        """);
    }

    @Test
    void loadsIntoDuckDbOnce(@TempDir Path folder) throws IOException, SQLException {
        Path database = folder.resolve("flows.duckdb");

        LoadIntoDuckDb.load(Checkout.LOGS.toString(), database, out);
        LoadIntoDuckDb.load(Checkout.LOGS.toString(), database, out);

        assertPrinted("load-into-duckdb.txt");
        int tuples = Stream.of(SampleLog.values()).mapToInt(SampleLog::tuples).sum();
        assertThat(countRows(database)).isEqualTo(tuples);
    }

    private static int countRows(Path database) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + database);
                Statement count = connection.createStatement();
                ResultSet rows = count.executeQuery("SELECT count(*) FROM FlowLogs")) {
            assertThat(rows.next()).isTrue();
            return rows.getInt(1);
        }
    }

    private static String[] paths(SampleLog... logs) {
        return Stream.of(logs).map(log -> log.path().toString()).toArray(String[]::new);
    }

    private String printedText() {
        return printed.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }

    private void assertPrinted(String goldenName) throws IOException {
        Path golden = Checkout.GOLDEN.resolve(goldenName);
        if (System.getProperty("golden.update") != null) {
            assertThat(System.getenv("CI"))
                    .as("CI compares golden files, it does not rewrite them")
                    .isNotEqualTo("true");
            Files.createDirectories(Checkout.GOLDEN);
            Files.writeString(golden, printedText());
        }

        assertThat(printedText()).as("%s, rewritten by -Dgolden.update", golden).isEqualTo(Files.readString(golden));
    }
}
