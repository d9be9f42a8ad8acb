package io.github.flowlog.encode;

/** The columns of table FlowLogResources, which resolves ResourceKey and AclKey; none may be null. */
public enum ResourceColumn implements TableColumn {
    /** {@link FlowLogResource#key}. */
    KEY("Key", "First 16 hex digits of SHA-256 over the lower-cased resource id in UTF-8."),
    /** {@link FlowLogResource#resourceId}. */
    RESOURCE_ID("ResourceId", "The full resource id as the log spells it; spellings that differ in case share a key."),
    /** {@link FlowLogResource#subscriptionId}. */
    SUBSCRIPTION_ID("SubscriptionId", "The subscription named in the resource id; empty when it names none."),
    /** {@link FlowLogResource#resourceGroup}. */
    RESOURCE_GROUP("ResourceGroup", "The resource group named in the resource id; empty when it names none."),
    /** {@link FlowLogResource#name}. */
    NAME("Name", "The resource's name; vnet/subnet for a subnet.");

    private final String columnName;
    private final String description;

    ResourceColumn(String columnName, String description) {
        this.columnName = columnName;
        this.description = description;
    }

    @Override
    public String columnName() {
        return columnName;
    }

    @Override
    public ColumnType type() {
        return ColumnType.STRING;
    }

    @Override
    public boolean nullable() {
        return false;
    }

    @Override
    public String description() {
        return description;
    }
}
