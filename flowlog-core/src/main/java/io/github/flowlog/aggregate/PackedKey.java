package io.github.flowlog.aggregate;

import io.github.flowlog.FlowBatch;
import io.github.flowlog.RowSelection;
import io.github.flowlog.net.NamedNetworks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** A key as words of 64 bits, as few as its parts need; no part lies in two words. */
final class PackedKey {
    private final KeyPart[] parts;
    private final int[] word;
    private final int[] shift;
    private final int words;

    PackedKey(AggregationKey key, NamedNetworks networks, MemoryBudget budget, SplittableRandom random) {
        AddressCodes addresses = new AddressCodes(budget, random);
        parts = key.columns().stream()
                .map(column -> KeyPart.of(column, addresses, networks, budget))
                .toArray(KeyPart[]::new);
        word = new int[parts.length];
        shift = new int[parts.length];
        words = place();
    }

    /** Widest first, each into the first word that has room. */
    private int place() {
        List<Integer> widestFirst = IntStream.range(0, parts.length)
                .boxed()
                .sorted(Comparator.comparingInt((Integer part) -> parts[part].bits())
                        .reversed())
                .toList();
        List<Integer> used = new ArrayList<>();
        for (int part : widestFirst) {
            int bits = parts[part].bits();
            int into = 0;
            while (into < used.size() && used.get(into) + bits > Long.SIZE) {
                into++;
            }
            if (into == used.size()) {
                used.add(0);
            }
            word[part] = into;
            shift[part] = used.get(into);
            used.set(into, used.get(into) + bits);
        }
        return used.size();
    }

    /** How many words a key takes. */
    int words() {
        return words;
    }

    /** Called before the rows of a batch are packed. */
    void begin(FlowBatch batch) {
        for (KeyPart part : parts) {
            part.begin(batch);
        }
    }

    /** Packs the keys of rows {@code [from, from + count)} of a selection, one behind the other; part by part, so that loops are simple. */
    void pack(FlowBatch batch, RowSelection rows, int from, int count, long[] to) {
        Arrays.fill(to, 0, count * words, 0);
        for (int part = 0; part < parts.length; part++) {
            KeyPart reader = parts[part];
            long mask = mask(part);
            int left = shift[part];
            int at = word[part];
            for (int i = 0; i < count; i++, at += words) {
                to[at] |= (reader.value(batch, rows.row(from + i)) & mask) << left;
            }
        }
    }

    /** The texts of a packed key, one for each column. */
    List<String> texts(long[] key, int at) {
        return IntStream.range(0, parts.length)
                .mapToObj(part -> parts[part].text(value(part, key, at)))
                .toList();
    }

    /** Puts packed keys in the order of their columns. */
    int compare(long[] key, int at, long[] other, int otherAt) {
        for (int part = 0; part < parts.length; part++) {
            int order = parts[part].compare(value(part, key, at), value(part, other, otherAt));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private long value(int part, long[] key, int at) {
        return key[at + word[part]] >>> shift[part] & mask(part);
    }

    private long mask(int part) {
        return (1L << parts[part].bits()) - 1;
    }
}
