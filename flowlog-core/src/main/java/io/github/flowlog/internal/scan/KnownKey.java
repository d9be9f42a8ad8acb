package io.github.flowlog.internal.scan;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The keys that mean something to a flow log; every other key is passed over. */
public enum KnownKey {
    /** The record's own time. */
    TIME("time"),
    /** The interface, on the record. */
    MAC_ADDRESS("macAddress"),
    /** What an NSG record holds. */
    PROPERTIES("properties"),
    /** What a VNet record holds. */
    FLOW_RECORDS("flowRecords"),
    /** The version of a VNet record. */
    FLOW_LOG_VERSION("flowLogVersion"),
    /** The NSG that an NSG record is about. */
    RESOURCE_ID("resourceId"),
    /** What a VNet record is about. */
    TARGET_RESOURCE_ID("targetResourceID"),
    /** The array of records. */
    RECORDS("records"),
    /** The version of an NSG record. */
    VERSION("Version"),
    /** Rules, interfaces or ACLs, depending on where it stands. */
    FLOWS("flows"),
    /** The rule that decided. */
    RULE("rule"),
    /** The interface, on a group of NSG tuples. */
    MAC("mac"),
    /** The tuples. */
    FLOW_TUPLES("flowTuples"),
    /** The access control list. */
    ACL_ID("aclID"),
    /** Groups of VNet tuples. */
    FLOW_GROUPS("flowGroups");

    private static final KnownKey[] ALL = values();

    private final String text;

    @SuppressWarnings("ImmutableEnumChecker") // never written to
    private final byte[] utf8;

    KnownKey(String text) {
        this.text = text;
        this.utf8 = text.getBytes(StandardCharsets.UTF_8);
    }

    /** The key as it stands in the log. */
    public String text() {
        return text;
    }

    int bit() {
        return 1 << ordinal();
    }

    static int bits(KnownKey... keys) {
        int bits = 0;
        for (KnownKey key : keys) {
            bits |= key.bit();
        }
        return bits;
    }

    /** The key among {@code allowed} whose text is {@code bytes[from, to)}. */
    static @Nullable KnownKey find(byte[] bytes, int from, int to, int allowed) {
        for (KnownKey key : ALL) {
            if ((allowed & key.bit()) != 0 && Arrays.equals(key.utf8, 0, key.utf8.length, bytes, from, to)) {
                return key;
            }
        }
        return null;
    }
}
