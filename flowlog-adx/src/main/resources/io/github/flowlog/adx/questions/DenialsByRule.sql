CREATE OR REPLACE MACRO denials_by_rule(since := NULL, until := NULL, resource_name := '') AS TABLE
SELECT AclGroup, AclRule, FlowDirection, count(*) AS Flows, count(DISTINCT SrcIp) AS Sources,
    count(DISTINCT DestIp) AS Destinations, count(DISTINCT DestPort) AS Ports,
    min("Timestamp") AS FirstSeen, max("Timestamp") AS LastSeen
FROM flow_window(since, until, resource_name)
WHERE FlowStatus = 'Denied'
GROUP BY AclGroup, AclRule, FlowDirection
ORDER BY Flows DESC;

CREATE OR REPLACE VIEW denials_by_rule AS FROM denials_by_rule();
