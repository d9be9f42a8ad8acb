package io.github.flowlog.filter;

import io.github.flowlog.FlowBatch;
import io.github.flowlog.encode.FlowLogResource;
import java.util.Arrays;

/**
 * Rows whose text matches a pattern, which is asked once for each text that a batch's dictionary holds and the rows use.
 *
 * <p>A row has no dictionary code for its encryption; the few texts are kept by identity, because all rows share them.
 */
final class TextTest extends RowTest {
    private static final byte UNKNOWN = 2;

    private final TextColumn column;
    private final TextPattern pattern;
    private final int flip;
    private byte[] verdicts = new byte[0];
    private String lastText = "";
    private int lastVerdict;

    TextTest(Condition.TextLike like, boolean negated) {
        this.column = like.column();
        this.pattern = like.pattern();
        this.flip = negated ? 1 : 0;
        this.lastVerdict = verdict("");
    }

    @Override
    int narrow(FlowBatch batch, int[] rows, int size) {
        forget(batch.dictionarySize());
        return switch (column) {
            case RULE -> narrowByRule(batch, rows, size);
            case ACL -> narrowByAcl(batch, rows, size);
            case MAC -> narrowByMac(batch, rows, size);
            case RESOURCE -> narrowByResource(batch, rows, size);
            case ENCRYPTION -> narrowByEncryption(batch, rows, size);
        };
    }

    private int narrowByRule(FlowBatch batch, int[] rows, int size) {
        int kept = 0;
        for (int at = 0; at < size; at++) {
            int row = rows[at];
            rows[kept] = row;
            kept += verdict(batch, batch.ruleCode(row));
        }
        return kept;
    }

    private int narrowByAcl(FlowBatch batch, int[] rows, int size) {
        int kept = 0;
        for (int at = 0; at < size; at++) {
            int row = rows[at];
            rows[kept] = row;
            kept += verdict(batch, batch.aclIdCode(row));
        }
        return kept;
    }

    private int narrowByMac(FlowBatch batch, int[] rows, int size) {
        int kept = 0;
        for (int at = 0; at < size; at++) {
            int row = rows[at];
            rows[kept] = row;
            kept += verdict(batch, batch.macCode(row));
        }
        return kept;
    }

    private int narrowByResource(FlowBatch batch, int[] rows, int size) {
        int kept = 0;
        for (int at = 0; at < size; at++) {
            int row = rows[at];
            rows[kept] = row;
            kept += verdict(batch, batch.resourceIdCode(row));
        }
        return kept;
    }

    private int narrowByEncryption(FlowBatch batch, int[] rows, int size) {
        int kept = 0;
        for (int at = 0; at < size; at++) {
            int row = rows[at];
            rows[kept] = row;
            kept += sharedVerdict(batch.encryption(row));
        }
        return kept;
    }

    private void forget(int dictionarySize) {
        if (verdicts.length < dictionarySize) {
            verdicts = new byte[dictionarySize];
        }
        Arrays.fill(verdicts, 0, dictionarySize, UNKNOWN);
    }

    private int verdict(FlowBatch batch, int code) {
        byte verdict = verdicts[code];
        if (verdict == UNKNOWN) {
            verdict = (byte) verdict(value(batch.text(code)));
            verdicts[code] = verdict;
        }
        return verdict;
    }

    @SuppressWarnings("ReferenceEquality") // equal texts that are two objects are merely matched again
    private int sharedVerdict(String text) {
        if (text != lastText) {
            lastText = text;
            lastVerdict = verdict(text);
        }
        return lastVerdict;
    }

    private int verdict(String text) {
        return (pattern.matches(text) ? 1 : 0) ^ flip;
    }

    private String value(String text) {
        return switch (column) {
            case ACL -> FlowLogResource.aclGroup(text);
            case RESOURCE -> FlowLogResource.nameOf(text);
            case RULE, MAC, ENCRYPTION -> text;
        };
    }
}
