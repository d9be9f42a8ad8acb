package io.github.flowlog.aggregate;

import io.github.flowlog.FlowBatch;
import io.github.flowlog.encode.FlowLogResource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Numbers the texts of one column across batches.
 *
 * <p>A text is looked up once for each of its dictionary codes and each batch; rows then cost an array access.
 */
final class TextCodes {
    /** What a text takes beside its characters: entry, number, references and headers. */
    private static final int OVERHEAD_BYTES = 136;

    private static final int UNKNOWN = -1;

    private final KeyField field;
    private final MemoryBudget budget;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> texts = new ArrayList<>();
    private int[] byCode = new int[64];

    TextCodes(KeyField field, MemoryBudget budget) {
        this.field = field;
        this.budget = budget;
    }

    /** Forgets the codes of the last batch. */
    void begin(FlowBatch batch) {
        int codes = batch.dictionarySize();
        if (byCode.length < codes) {
            byCode = new int[Math.max(codes, byCode.length * 2)];
        }
        Arrays.fill(byCode, 0, codes, UNKNOWN);
    }

    /** The number of a row's text. */
    int number(FlowBatch batch, int row) {
        int code = switch (field) {
            case RULE -> batch.ruleCode(row);
            case ACL -> batch.aclIdCode(row);
            case MAC -> batch.macCode(row);
            case RESOURCE -> batch.resourceIdCode(row);
            default -> throw new IllegalStateException(field + " is no text");
        };
        int number = byCode[code];
        if (number == UNKNOWN) {
            number = numberOf(value(batch.text(code)));
            byCode[code] = number;
        }
        return number;
    }

    private String value(String text) {
        return switch (field) {
            case ACL -> FlowLogResource.aclGroup(text);
            case RESOURCE -> FlowLogResource.of(text).name();
            default -> text;
        };
    }

    private int numberOf(String text) {
        Integer known = numbers.get(text);
        if (known != null) {
            return known;
        }
        budget.claim(OVERHEAD_BYTES + (long) text.length() * Character.BYTES);
        int number = texts.size();
        numbers.put(text, number);
        texts.add(text);
        return number;
    }

    String text(int number) {
        return texts.get(number);
    }
}
