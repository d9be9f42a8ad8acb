package io.github.flowlog.encode;

import io.github.flowlog.FlowBatch;
import io.github.flowlog.FlowEncryption;
import io.github.flowlog.IpProtocol;
import io.github.flowlog.internal.column.FlowColumns;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The texts from protocol to encryption with what lies between them, in one piece for each kind of tuple.
 *
 * <p>A log has some dozens of kinds; a piece is made when its kind is first met, and then kept.
 */
final class KindTexts {
    private static final int PROTOCOLS = 256;
    private static final int ENCRYPTIONS = FlowEncryption.values().length;

    private final RowSyntax syntax;
    private final Bytes[] gaps;
    private final @Nullable Words[] @Nullable [] ofProtocols = new @Nullable Words[PROTOCOLS][];

    /** Takes the gaps of a row of all columns, of which those around these texts are the same in all rows. */
    KindTexts(RowSyntax syntax, Bytes[] gaps) {
        this.syntax = syntax;
        this.gaps = gaps;
    }

    /** Whether the piece of a kind ends before the encryption, which is a text of the log's own. */
    static boolean lacksEncryption(int kind) {
        return FlowColumns.encryptionOf(kind) == FlowColumns.OTHER_ENCRYPTION;
    }

    /** The piece of a row, with the gap behind it; when it {@link #lacksEncryption}, only up to the gap before that. */
    Words of(FlowBatch batch, int row, int kind) {
        @Nullable Words[] ofProtocol = ofProtocols[FlowColumns.protocolOf(kind)];
        if (ofProtocol == null) {
            ofProtocol = new @Nullable Words[(ENCRYPTIONS + 1) * FlowColumns.TUPLE_FLAGS];
            ofProtocols[FlowColumns.protocolOf(kind)] = ofProtocol;
        }
        int encryption = Math.min(FlowColumns.encryptionOf(kind), ENCRYPTIONS);
        int index = encryption * FlowColumns.TUPLE_FLAGS + FlowColumns.tupleFlagsOf(kind);
        Words words = ofProtocol[index];
        if (words == null) {
            words = make(batch, row, lacksEncryption(kind));
            ofProtocol[index] = words;
        }
        return words;
    }

    private Words make(FlowBatch batch, int row, boolean lacksEncryption) {
        Bytes text = new Bytes();
        syntax.append(IpProtocol.keyword(batch.protocol(row)), text);
        text.add(gaps[6]);
        syntax.append(batch.direction(row).text(), text);
        text.add(gaps[7]);
        syntax.append(batch.decision(row).text(), text);
        text.add(gaps[8]);
        syntax.append(batch.state(row).text(), text);
        text.add(gaps[9]);
        if (!lacksEncryption) {
            syntax.append(batch.encryption(row), text);
            text.add(gaps[10]);
        }
        return Words.of(Arrays.copyOf(text.array, text.size));
    }
}
