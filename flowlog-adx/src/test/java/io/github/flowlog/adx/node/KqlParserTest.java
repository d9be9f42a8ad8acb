package io.github.flowlog.adx.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.flowlog.adx.node.KqlParser.Problem;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a clean answer of the parser is worth. */
@ExtendWith(KqlParser.Extension.class)
@Tag("long")
class KqlParserTest {
    private static final List<String> SCHEMA = List.of(
            ".create-merge table Flows (Source:string, Bytes:long)",
            ".create-merge table Flows (Source:string, Bytes:long, Seen:datetime)",
            ".alter table Flows policy caching hot = 7d",
            """
            .create-or-alter function with (folder='Tests', docstring='Talkers') Talkers(since:timespan=1h, least:long=0) {
                Flows | where Seen > ago(since) | summarize Sum = sum(Bytes) by Source | where Sum >= least
            }
            """,
            """
            .create-or-alter materialized-view with (folder='Tests') Hourly on table Flows {
                Flows | summarize Sum = sum(Bytes) by Source, Hour = bin(Seen, 1h)
            }
            """);

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            Flows | where Source == 'a' and Bytes > 9223372036854775807 and Seen >= datetime(2026-01-01)
            Talkers(2h, 5) | project Source, Sum
            Hourly | where Hour < now() | project Source, Sum
            materialized_view('Hourly') | count
            .show table Flows details
            .create-or-alter function Twice() { Talkers() | extend Twice = Sum * 2 }
            """)
    void acceptsWhatTheSchemaHas(String text, KqlParser parser) throws IOException {
        assertThat(parser.problems(SCHEMA, text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            KS142;          14; Flows | where Sorce == 'a'
            KS204;           0; Flow | count
            KS211;          14; Flows | where frobnicate(Source)
            KS006;          23; Flows | where Source ==
            KS106;          21; Flows | where Source > 5
            KS119;           0; Talkers(1h, 2, 3)
            KS142;          20; Talkers() | project S, Talker
            KS142;          25; Hourly | project Source, Bytes
            KS142;          51; .create-or-alter function Broken() { Flows | where Nope == 1 }
            UnknownCommand;  0; .frobnicate table Flows
            PartialCommand;  0; .create-merge table Other (Source:strin)
            """)
    void rejectsWhatItHasNot(String code, int start, String text, KqlParser parser) throws IOException {
        assertThat(parser.problems(SCHEMA, text))
                .extracting(Problem::code, Problem::start)
                .contains(tuple(code, start));
    }

    @Test
    void keepsDatabasesApart(KqlParser parser) throws IOException {
        assertThat(parser.problems(SCHEMA, "Flows | where Seen > ago(1h)")).isEmpty();
        assertThat(parser.problems(SCHEMA.subList(0, 1), "Flows | where Seen > ago(1h)"))
                .extracting(Problem::code)
                .containsExactly("KS142");
        assertThat(parser.problems(List.of(), "Flows | count"))
                .extracting(Problem::code)
                .containsExactly("KS204");
    }
}
