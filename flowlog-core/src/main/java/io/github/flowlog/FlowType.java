package io.github.flowlog;

/**
 * Which ends of a flow are private, by their addresses alone.
 *
 * <p>Private is RFC 1918 (10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16) or unique local (fc00::/7); everything else is public.
 * The column of the same name in Traffic Analytics means something else: it describes the path through the network.
 */
public enum FlowType {
    /** Both ends are private. */
    PRIVATE_TO_PRIVATE("PrivateToPrivate"),
    /** From a private source to a public destination. */
    PRIVATE_TO_PUBLIC("PrivateToPublic"),
    /** From a public source to a private destination. */
    PUBLIC_TO_PRIVATE("PublicToPrivate"),
    /** Both ends are public. */
    PUBLIC_TO_PUBLIC("PublicToPublic");

    private final String text;

    FlowType(String text) {
        this.text = text;
    }

    /**
     * Returns the type of a flow between two ends.
     *
     * @param sourcePrivate whether the source is private: {@link io.github.flowlog.net.Ipv4#isPrivate} or {@link
     *     io.github.flowlog.net.Ipv6#isUniqueLocal}
     * @param destinationPrivate whether the destination is private, likewise
     * @return the type
     */
    public static FlowType of(boolean sourcePrivate, boolean destinationPrivate) {
        if (sourcePrivate) {
            return destinationPrivate ? PRIVATE_TO_PRIVATE : PRIVATE_TO_PUBLIC;
        }
        return destinationPrivate ? PUBLIC_TO_PRIVATE : PUBLIC_TO_PUBLIC;
    }

    /**
     * Returns the name as it is written in tables.
     *
     * @return text such as {@code PrivateToPublic}
     */
    public String text() {
        return text;
    }
}
