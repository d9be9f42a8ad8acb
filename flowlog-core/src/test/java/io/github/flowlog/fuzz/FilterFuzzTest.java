package io.github.flowlog.fuzz;

import io.github.flowlog.BatchFixture;
import io.github.flowlog.FlowBatch;
import io.github.flowlog.RowSelection;
import io.github.flowlog.filter.FilterSamples;
import io.github.flowlog.filter.FilterSyntaxException;
import io.github.flowlog.filter.FlowFilter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Filter expressions: each is refused at a column with a sentence, or is a filter that its own text stands for, and that selects
 * from some flow tuples what the plain evaluator and its opposite leave over for each other.
 */
class FilterFuzzTest {
    private static final int MAX_INPUT_BYTES = 200;
    private static final int LONGEST_MESSAGE = 400;

    private static final FlowBatch BATCH = BatchFixture.of(FilterSamples.tuples());

    @Test
    void holdsForTheCorpus() {
        corpus().replay(FilterFuzzTest::fuzzerTestOneInput);
    }

    @Test
    @Tag("fuzz")
    void holdsForFreshInputs() throws IOException, InterruptedException {
        FuzzRun.of(FilterFuzzTest.class, corpus(), MAX_INPUT_BYTES);
    }

    public static void fuzzerTestOneInput(byte[] input) {
        String expression = new String(input, StandardCharsets.UTF_8);
        FlowFilter filter;
        try {
            filter = FlowFilter.parse(expression, FilterSamples.networks());
        } catch (FilterSyntaxException e) {
            requireUseful(expression, e);
            return;
        }
        String text = filter.toString();
        FlowFilter again = FlowFilter.parse(text);
        Same.require("filter of " + text, again, filter);
        Same.require("text", again.toString(), text);
        BitSet selected = rows(filter);
        BitSet others = rows(FlowFilter.parse("not (" + text + ")"));
        for (int row = 0; row < BATCH.size(); row++) {
            boolean expected = FilterSamples.matches(filter, row);
            Same.require("row " + row + " of " + text, selected.get(row), expected);
            Same.require("row " + row + " of not " + text, others.get(row), !expected);
        }
    }

    private static BitSet rows(FlowFilter filter) {
        RowSelection selected = filter.matcher().select(BATCH);
        BitSet rows = new BitSet();
        for (int at = 0; at < selected.size(); at++) {
            rows.set(selected.row(at));
        }
        return rows;
    }

    private static void requireUseful(String expression, FilterSyntaxException error) {
        String message = String.valueOf(error.getMessage());
        boolean inside = error.column() >= 1 && error.column() <= expression.length() + 1;
        Same.require("column " + error.column(), inside, true);
        Same.require("expression", error.expression(), expression);
        Same.require("length of message", message.length() < LONGEST_MESSAGE, true);
        Same.require("printable message " + message, message.chars().allMatch(c -> c >= ' ' && c <= '~'), true);
    }

    private static FuzzCorpus corpus() {
        return FuzzCorpus.of(
                FilterFuzzTest.class, FilterSamples.expressions().map(text -> text.getBytes(StandardCharsets.UTF_8)));
    }
}
