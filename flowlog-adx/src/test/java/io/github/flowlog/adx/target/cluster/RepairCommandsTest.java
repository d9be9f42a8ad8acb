package io.github.flowlog.adx.target.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flowlog.adx.kusto.KqlText;
import io.github.flowlog.adx.node.KqlParser;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person is told to paste is what Microsoft's parser takes. */
@ExtendWith(KqlParser.Extension.class)
@Tag("long")
class RepairCommandsTest {
    @ParameterizedTest
    @ValueSource(strings = {"FlowLogs", "it's] | drop\\"})
    void passMicrosoftsParserWhateverTheTableIsCalled(String table, KqlParser parser) throws IOException {
        List<String> schema = List.of(".create table " + KqlText.name(table) + " (SourceId:string, BatchId:string)");
        RepairCommands repair = new RepairCommands(table);

        assertThat(parser.problems(schema, repair.deleteSources(List.of("0123456789abcdef", "fedcba9876543210"))))
                .isEmpty();
        assertThat(parser.problems(schema, repair.deleteBatch("0123456789abcdef")))
                .isEmpty();
        assertThat(parser.problems(schema, repair.dropTag("0123456789abcdef"))).isEmpty();
        assertThat(parser.problems(schema, repair.dropTag("0123456789abcdef").replace("tags", "tag")))
                .isNotEmpty();
    }
}
