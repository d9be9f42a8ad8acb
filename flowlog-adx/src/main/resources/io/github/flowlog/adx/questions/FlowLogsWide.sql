CREATE OR REPLACE VIEW FlowLogsWide AS
SELECT f.*,
    r.ResourceId, r.SubscriptionId, r.ResourceGroup,
    a.AclResourceId, a.AclSubscriptionId, a.AclResourceGroup,
    s.Account, s.Container, s.Blob, s.Generation, s.SourceHour
FROM FlowLogs AS f
LEFT JOIN (
    SELECT Key AS ResourceKey, any_value(ResourceId) AS ResourceId, any_value(SubscriptionId) AS SubscriptionId,
        any_value(ResourceGroup) AS ResourceGroup
    FROM FlowLogResources
    GROUP BY Key
) AS r USING (ResourceKey)
LEFT JOIN (
    SELECT Key AS AclKey, any_value(ResourceId) AS AclResourceId, any_value(SubscriptionId) AS AclSubscriptionId,
        any_value(ResourceGroup) AS AclResourceGroup
    FROM FlowLogResources
    GROUP BY Key
) AS a USING (AclKey)
LEFT JOIN (
    SELECT SourceId, any_value(Account) AS Account, any_value(Container) AS Container, any_value(Blob) AS Blob,
        any_value(Generation) AS Generation, any_value("Hour") AS SourceHour
    FROM FlowLogSources
    GROUP BY SourceId
) AS s USING (SourceId);
