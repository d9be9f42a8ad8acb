package io.github.flowlog.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flowlog.FlowBatch;
import io.github.flowlog.FlowLogReader;
import io.github.flowlog.ReadLimits;
import io.github.flowlog.ReadOptions;
import io.github.flowlog.house.GoldenFile;
import io.github.flowlog.oracle.LibraryReader;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * What a person is told: each sentence that the rows of the spec tables bring up, with the first row that does.
 *
 * <p>{@code -Dgolden.update} rewrites the file; read the difference as someone who has to mend a log.
 */
class MessagesTest {
    private static final String GOLDEN = "flowlog-core/src/test/resources/golden/messages.txt";

    /** By problem, field and expectation, so that a sentence stands there once and not for each place. */
    private final Map<List<Object>, String> messages = new LinkedHashMap<>();

    @Test
    void saysWhatIsWrongWhereAndWhatWasExpected() throws IOException {
        for (SpecRow row : SpecTables.rows().toList()) {
            note(
                    row.id,
                    row.limits,
                    options -> row.isFragment
                            ? FlowLogReader.fragment(row.bytes, "log", row.start, options)
                            : FlowLogReader.of(row.bytes, "log", options));
        }
        for (Rfc8259Test.Row row : Rfc8259Test.rows().toList()) {
            byte[] bytes = SpecInput.parse("{\"x\":" + row.text() + "}").bytes();
            note(row.id(), ReadLimits.defaults(), options -> FlowLogReader.of(bytes, "log", options));
        }

        GoldenFile.check(GOLDEN, messages.values().stream().collect(Collectors.joining("\n", "", "\n")));
    }

    private void note(String id, ReadLimits limits, LibraryReader.Opening opening) throws IOException {
        ReadOptions options = ReadOptions.defaults()
                .withLimits(limits)
                .skippingBadInput(badInput -> messages.putIfAbsent(
                        List.of(badInput.problem(), badInput.field(), badInput.expectation()),
                        id + ": " + badInput.message()));
        FlowBatch batch = FlowBatch.create();
        try (FlowLogReader reader = opening.open(options)) {
            while (reader.next(batch)) {
                assertThat(batch.size()).isPositive();
            }
        }
    }
}
