package io.github.flowlog.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LogMutatorTest {

    private static final List<GeneratorMode> MODES = List.of(GeneratorMode.values());

    private final long seed = Documents.seed();

    @Test
    void damagesWithoutTouchingTheDocumentAndRepeatably() {
        byte[] document = document(GeneratorMode.REALISTIC, 0);
        byte[] kept = document.clone();
        int different = 0;
        int shorter = 0;
        int longer = 0;
        for (int i = 0; i < 500; i++) {
            byte[] mutated = LogMutator.mutate(document, new SplittableRandom(seed + i));
            assertThat(LogMutator.mutate(document, new SplittableRandom(seed + i)))
                    .isEqualTo(mutated);
            different += Arrays.equals(mutated, document) ? 0 : 1;
            shorter += mutated.length < document.length ? 1 : 0;
            longer += mutated.length > document.length ? 1 : 0;
        }

        assertThat(document).isEqualTo(kept);
        assertThat(different).as("seed %d", seed).isGreaterThan(450);
        assertThat(shorter).as("seed %d", seed).isGreaterThan(50);
        assertThat(longer).as("seed %d", seed).isGreaterThan(50);
    }

    @Test
    void damagesInsideTuplesLeaveJsonAndTheNumberOfTuples() throws IOException {
        int different = 0;
        for (int i = 0; i < 300; i++) {
            GeneratorMode mode = MODES.get(i % MODES.size());
            byte[] document = document(mode, i);
            byte[] mutated = LogMutator.mutateTuples(document, new SplittableRandom(seed + i));
            GeneratedLog before = Documents.count(document);
            GeneratedLog after = Documents.count(mutated);

            assertThat(after.records()).as("seed %d", seed + i).isEqualTo(before.records());
            assertThat(after.tuples()).as("seed %d", seed + i).isEqualTo(before.tuples());
            different += Arrays.equals(mutated, document) ? 0 : 1;
        }
        assertThat(different).as("seed %d", seed).isGreaterThan(250);
    }

    @Test
    void damagesOfKeysLeaveJson() throws IOException {
        int different = 0;
        for (int i = 0; i < 300; i++) {
            byte[] document = document(MODES.get(i % MODES.size()), i);
            byte[] mutated = LogMutator.mutateKeys(document, new SplittableRandom(seed + i));

            assertThat(values(mutated)).as("seed %d", seed + i).isGreaterThan(0);
            different += Arrays.equals(mutated, document) ? 0 : 1;
        }
        assertThat(different).as("seed %d", seed).isGreaterThan(290);
    }

    private static int values(byte[] document) throws IOException {
        int tokens = 0;
        try (JsonParser parser = new JsonFactory().createParser(document)) {
            while (parser.nextToken() != null) {
                tokens++;
            }
        }
        return tokens;
    }

    @Test
    void splicesTwoDocuments() {
        byte[] head = document(GeneratorMode.REALISTIC, 1);
        byte[] tail = document(GeneratorMode.RANDOM, 2);
        byte[] spliced = LogMutator.splice(head, tail, new SplittableRandom(seed));
        int common = Math.max(0, Arrays.mismatch(spliced, head));

        assertThat(spliced).as("seed %d", seed).isNotEqualTo(head);
        int rest = spliced.length - common;
        assertThat(rest).as("seed %d", seed).isLessThanOrEqualTo(tail.length);
        assertThat(Arrays.copyOfRange(spliced, common, spliced.length))
                .isEqualTo(Arrays.copyOfRange(tail, tail.length - rest, tail.length));
    }

    @Test
    void takesEmptyAndTupleFreeInput() {
        for (int i = 0; i < 100; i++) {
            SplittableRandom random = new SplittableRandom(seed + i);
            assertThat(LogMutator.mutate(new byte[0], random)).hasSizeLessThan(10);
            assertThat(LogMutator.mutateTuples(new byte[] {'{', '}'}, random)).containsExactly('{', '}');
            assertThat(LogMutator.mutateKeys(new byte[] {'{', '}'}, random)).containsExactly('{', '}');
        }
    }

    private byte[] document(GeneratorMode mode, int i) {
        return Documents.generate(GeneratorOptions.defaults()
                .withSeed(seed + i)
                .withMode(mode)
                .withFormat(GeneratedFormat.MIXED)
                .withTargetTuples(40));
    }
}
