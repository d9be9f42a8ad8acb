package io.github.flowlog.adx.filter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flowlog.adx.node.KqlParser;
import io.github.flowlog.encode.TableSchema;
import io.github.flowlog.filter.FlowFilter;
import io.github.flowlog.filter.Rendering;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Microsoft's parser has nothing against the KQL of a filter. */
@ExtendWith(KqlParser.Extension.class)
class FilterKqlTest {
    private static final int RANDOM_FILTERS = 100;

    private static final List<String> SCHEMA = List.of(TableSchema.FLOW_LOGS.columns().stream()
            .map(column -> column.columnName() + ":" + column.type().adxType())
            .collect(Collectors.joining(", ", ".create-merge table FlowLogs (", ")")));

    static List<Rendering> pinned() throws IOException {
        return Rendering.pinned();
    }

    @ParameterizedTest
    @MethodSource("pinned")
    void parsesAgainstTheColumnsOfTheTable(Rendering rendering, KqlParser parser) throws IOException {
        check(parser, rendering.filter());
    }

    @Test
    void parsesWithEachTextAsAPattern(KqlParser parser) throws IOException {
        for (String text : HostileRecords.TEXTS) {
            String doubled = text.replace("\"", "\"\"");
            check(parser, "rule \"" + doubled + "\" or acl \"*" + doubled + "\" or resource \"" + doubled + "*z\"");
        }
    }

    @Test
    void parsesForRandomFilters(KqlParser parser) throws IOException {
        long seed = Long.getLong("flowlog.seed", new Random().nextLong());
        RandomFilter filters = new RandomFilter(new Random(seed), HostileRecords.ADDRESSES, HostileRecords.TEXTS);
        for (int round = 0; round < RANDOM_FILTERS; round++) {
            String filter = filters.next(3);
            assertThat(problems(parser, filter))
                    .as("%s (-Dflowlog.seed=%d)", filter, seed)
                    .isEmpty();
        }
    }

    private static void check(KqlParser parser, String filter) throws IOException {
        assertThat(problems(parser, filter)).as(filter).isEmpty();
    }

    private static List<KqlParser.Problem> problems(KqlParser parser, String filter) throws IOException {
        return parser.problems(
                SCHEMA, "FlowLogs | where " + FlowFilter.parse(filter).toKql());
    }
}
