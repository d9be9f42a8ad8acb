package io.github.flowlog.encode;

/**
 * What a resource id says: one row of table FlowLogResources.
 *
 * <p>Segments of an id are told by their type names, in any case; values keep the case that the log gave them. Nothing is
 * refused: what an id does not say is empty.
 *
 * @param key {@link ContentKey#ofResource} of the id
 * @param resourceId the id as it stands
 * @param subscriptionId the segment that follows {@code /subscriptions/}
 * @param resourceGroup the segment that follows {@code /resourceGroups/}
 * @param name last segment, for a subnet {@code vnet/subnet}
 */
public record FlowLogResource(String key, String resourceId, String subscriptionId, String resourceGroup, String name) {
    /** Reads a resource id; an empty one gives empty strings. */
    public static FlowLogResource of(String resourceId) {
        String path = withoutOuterSlashes(resourceId);
        return new FlowLogResource(
                ContentKey.ofResource(resourceId),
                resourceId,
                behind("subscriptions", path),
                behind("resourceGroups", path),
                name(path));
    }

    /** Whether an ACL id is the id of a resource, which starts with a slash; version 4 has GUIDs and words too. */
    public static boolean isResourceId(String aclId) {
        return aclId.startsWith("/");
    }

    /** The name in an ACL id: that of the resource when it is a resource id, else the id as it stands. */
    public static String aclGroup(String aclId) {
        return isResourceId(aclId) ? nameOf(aclId) : aclId;
    }

    /** The name in a resource id without the rest of it, which costs a hash. */
    public static String nameOf(String resourceId) {
        return name(withoutOuterSlashes(resourceId));
    }

    private static String name(String path) {
        int last = path.lastIndexOf('/');
        int type = path.lastIndexOf('/', last - 1);
        int parent = path.lastIndexOf('/', type - 1);
        int parentType = path.lastIndexOf('/', parent - 1);
        boolean subnet = parent >= 0
                && isSegment("subnets", path, type + 1, last)
                && isSegment("virtualNetworks", path, parentType + 1, parent);
        String name = path.substring(last + 1);
        return subnet ? path.substring(parent + 1, type) + "/" + name : name;
    }

    /** Walks over pairs of type and value in place: a hostile id may have millions, and an array of them would fill the memory. */
    private static String behind(String type, String path) {
        int from = 0;
        while (from < path.length()) {
            int slash = path.indexOf('/', from);
            if (slash < 0) {
                return "";
            }
            int next = path.indexOf('/', slash + 1);
            int end = next < 0 ? path.length() : next;
            if (isSegment(type, path, from, slash)) {
                return path.substring(slash + 1, end);
            }
            from = end + 1;
        }
        return "";
    }

    private static boolean isSegment(String word, String path, int from, int to) {
        return to - from == word.length() && path.regionMatches(true, from, word, 0, word.length());
    }

    private static String withoutOuterSlashes(String id) {
        int from = 0;
        int to = id.length();
        while (from < to && id.charAt(from) == '/') {
            from++;
        }
        while (to > from && id.charAt(to - 1) == '/') {
            to--;
        }
        return id.substring(from, to);
    }
}
