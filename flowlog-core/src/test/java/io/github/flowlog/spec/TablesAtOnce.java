package io.github.flowlog.spec;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The tests of the spec tables, a table at once, for mutation testing alone ({@code -Ppit}); no build runs it.
 *
 * <p>There each invocation of a parameterized test is started by itself, for each mutant again, which takes minutes for the
 * thousands of {@link SpecTest}.
 */
class TablesAtOnce {
    static List<String> tables() {
        return SpecTables.NAMES;
    }

    @ParameterizedTest
    @MethodSource("tables")
    void readsAsSpecified(String table) {
        SpecTest test = new SpecTest();
        SpecTables.rows(table).forEach(row -> {
            test.readsAsSpecifiedWhenSkipping(row);
            test.readsAsSpecifiedWhenStrict(row);
            test.readsAsTheOracleWithWhiteSpaceBehind(row);
        });
    }

    @Test
    void acceptsAndRefusesWhatRfc8259Says() throws IOException {
        Rfc8259Test test = new Rfc8259Test();
        for (Rfc8259Test.Row row : Rfc8259Test.rows().toList()) {
            test.acceptsAndRefusesWhatItPassesOver(row);
            test.acceptsAndRefusesWhatIsWrongAnyway(row);
        }
    }

    @Test
    void readsTheSameThroughASmallBuffer() {
        new EverySplitTest().readsTheSameThroughAnyBuffer(7);
    }
}
