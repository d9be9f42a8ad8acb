package io.github.flowlog.aggregate;

import io.github.flowlog.net.IpFamily;
import java.util.Objects;

/**
 * One column of a key.
 *
 * @param field what is taken from a flow tuple
 * @param ipv4Length prefix length of IPv4 subnets, 0 for other fields
 * @param ipv6Length prefix length of IPv6 subnets, 0 for other fields
 * @param minutes length of a time bin, 0 for other fields
 */
public record KeyColumn(KeyField field, int ipv4Length, int ipv6Length, int minutes) {
    private static final int LONGEST_BIN = 60 * 24 * 366;

    /**
     * Makes a column.
     *
     * @throws IllegalArgumentException if a number is out of range, or given for a field that has none
     */
    public KeyColumn {
        Objects.requireNonNull(field, "field");
        check("IPv4 prefix length", ipv4Length, 0, field.isSubnet() ? IpFamily.IPV4.bits() : 0);
        check("IPv6 prefix length", ipv6Length, 0, field.isSubnet() ? IpFamily.IPV6.bits() : 0);
        boolean time = field == KeyField.TIME;
        check("minutes of a time bin", minutes, time ? 1 : 0, time ? LONGEST_BIN : 0);
    }

    /** A column that is a field and nothing else. */
    public static KeyColumn of(KeyField field) {
        return new KeyColumn(field, 0, 0, 0);
    }

    /** A column of prefixes, of the source or of the destination. */
    public static KeyColumn subnet(KeyField field, int ipv4Length, int ipv6Length) {
        return new KeyColumn(field, ipv4Length, ipv6Length, 0);
    }

    /** A column of time bins, counted from the epoch. */
    public static KeyColumn time(int minutes) {
        return new KeyColumn(KeyField.TIME, 0, 0, minutes);
    }

    private static void check(String what, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(what + " must be " + least + " to " + most + ", not " + value);
        }
    }
}
