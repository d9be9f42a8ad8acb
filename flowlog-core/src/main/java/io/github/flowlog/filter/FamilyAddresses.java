package io.github.flowlog.filter;

import io.github.flowlog.net.IpFamily;
import io.github.flowlog.net.IpPrefix;
import java.util.ArrayList;
import java.util.List;

/**
 * The addresses of one family in a set, said in the shorter way.
 *
 * @param family the family
 * @param outside whether the prefixes hold what is not in the set
 * @param prefixes the fewest prefixes, in order
 */
record FamilyAddresses(IpFamily family, boolean outside, List<IpPrefix> prefixes) {

    static FamilyAddresses of(IpFamily family, AddressSet set) {
        List<IpPrefix> inside = set.prefixes().stream()
                .filter(prefix -> prefix.family() == family)
                .toList();
        List<IpPrefix> outside = new ArrayList<>();
        addRest(new IpPrefix(family, 0, 0, 0), inside, outside);
        return outside.size() < inside.size()
                ? new FamilyAddresses(family, true, outside)
                : new FamilyAddresses(family, false, inside);
    }

    /** Whether every address of the family is in the set. */
    boolean isWhole() {
        return outside && prefixes.isEmpty();
    }

    /** Adds the fewest prefixes that hold what is in a block and in none of these prefixes, all of which are parts of the block. */
    private static void addRest(IpPrefix block, List<IpPrefix> held, List<IpPrefix> rest) {
        if (held.isEmpty()) {
            rest.add(block);
        } else if (!held.get(0).equals(block)) {
            IpPrefix lower = half(block, 0);
            IpPrefix upper = half(block, 1);
            int border = 0;
            while (border < held.size() && lower.contains(held.get(border))) {
                border++;
            }
            addRest(lower, held.subList(0, border), rest);
            addRest(upper, held.subList(border, held.size()), rest);
        }
    }

    private static IpPrefix half(IpPrefix block, long bit) {
        int behind = block.family().bits() - 1 - block.length();
        boolean inHigh = behind >= Long.SIZE;
        return new IpPrefix(
                block.family(),
                inHigh ? block.high() | (bit << (behind - Long.SIZE)) : block.high(),
                inHigh ? block.low() : block.low() | (bit << behind),
                block.length() + 1);
    }
}
