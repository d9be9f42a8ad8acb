package io.github.flowlog.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AggregationKeyTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    src              | SOURCE
                    SrcIp            | SOURCE
                    pair             | SOURCE DESTINATION
                    5-tuple          | SOURCE SOURCE_PORT DESTINATION DESTINATION_PORT PROTOCOL
                    port             | DESTINATION_PORT
                    dst port         | DESTINATION_PORT
                    src_port         | SOURCE_PORT
                    flowtype         | TYPE
                    scope            | SOURCE_SCOPE DESTINATION_SCOPE
                    net              | SOURCE_NETWORK DESTINATION_NETWORK
                    ' rule , ACL '   | RULE ACL
                    dst,port,proto   | DESTINATION DESTINATION_PORT PROTOCOL
                    """)
    void readsWordsOfOneOrSeveralColumns(String text, String fields) {
        assertThat(AggregationKey.parse(text).columns())
                .extracting(column -> column.field().name())
                .containsExactly(fields.split(" "));
    }

    @Test
    void readsLengthsOfSubnets() {
        assertThat(AggregationKey.parse("subnet/24").columns())
                .containsExactly(
                        KeyColumn.subnet(KeyField.SOURCE_SUBNET, 24, 64),
                        KeyColumn.subnet(KeyField.DESTINATION_SUBNET, 24, 64));
        assertThat(AggregationKey.parse("src-subnet/16,48,port").columns())
                .containsExactly(
                        KeyColumn.subnet(KeyField.SOURCE_SUBNET, 16, 48), KeyColumn.of(KeyField.DESTINATION_PORT));
    }

    @ParameterizedTest
    @CsvSource({"1m,1", "5m,5", "1h,60", "1d,1440", "15m,15"})
    void readsTimeBins(String text, int minutes) {
        assertThat(AggregationKey.parse(text).columns()).containsExactly(KeyColumn.time(minutes));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "src,",
                "sources",
                "m",
                "0m",
                "99999d",
                "1s",
                "subnet",
                "subnet/",
                "subnet/x",
                "port/8",
                "subnet/33",
                "subnet/8,129",
                "subnet/999999",
                "24",
                "src,24",
                "src,srcip",
                "port,dst-port",
                "pair,dst"
            })
    void refusesWhatIsNoKey(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> AggregationKey.parse(text));
    }

    @Test
    void namesWhatThereIsWhenAWordIsUnknown() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AggregationKey.parse("src,sort"))
                .withMessageContaining("\"sort\"")
                .withMessageContaining("dst-port")
                .withMessageContaining("subnet/N");
    }

    @ParameterizedTest
    @MethodSource("words")
    void parsesEveryWordThatItNames(String word) {
        assertThat(AggregationKey.parse(word.replace("N", "7")).columns()).isNotEmpty();
    }

    static List<String> words() {
        return AggregationKey.words();
    }
}
