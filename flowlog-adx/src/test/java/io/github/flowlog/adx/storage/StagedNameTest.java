package io.github.flowlog.adx.storage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StagedNameTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            FlowLogs/0123456789abcdef.csv.gz | FlowLogs/0123456789abcdef.csv.gz
            Net_Logs-2.x/b.csv.gz            | Net_Logs-2.x/b.csv.gz
            My Flows/b.csv.gz                | My~20Flows/b.csv.gz
            N\u00e4t/b                       | N~C3~A4t/b
            ../b                             | ~2E~2E~2Fb
            a/../../b                        | a/~2E~2E~2F~2E~2E~2Fb
            a/./b                            | a/~2E~2Fb
            a.../b                           | a.../b
            /b                               | ~2Fb
            a//b                             | a/~2Fb
            a%2F..?sig=x#y&z                 | a~252F..~3Fsig~3Dx~23y~26z
            a~20b                            | a~7E20b
            a\\b:c;d'e"f                     | a~5Cb~3Ac~3Bd~27e~22f
            """)
    void holdsNothingThatAUrlReadsOtherwise(String name, String safe) {
        assertThat(StagedName.of(name)).isEqualTo(safe);
    }
}
