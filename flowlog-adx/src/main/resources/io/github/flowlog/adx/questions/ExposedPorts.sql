CREATE OR REPLACE MACRO exposed_ports(since := NULL, until := NULL, resource_name := '') AS TABLE
SELECT DestIp, DestPort, Protocol, AclGroup, AclRule, count(*) AS Flows, count(DISTINCT SrcIp) AS Sources,
    min("Timestamp") AS FirstSeen, max("Timestamp") AS LastSeen
FROM flow_window(since, until, resource_name)
WHERE FlowType = 'PublicToPrivate' AND FlowDirection = 'Inbound' AND FlowStatus = 'Allowed'
    AND DestPort IN (21, 22, 23, 135, 139, 389, 445, 1433, 1521, 2049, 3306, 3389, 5432, 5900, 5985, 5986, 6379, 9200, 11211, 27017)
GROUP BY DestIp, DestPort, Protocol, AclGroup, AclRule
ORDER BY Sources DESC, Flows DESC;

CREATE OR REPLACE VIEW exposed_ports AS FROM exposed_ports();
