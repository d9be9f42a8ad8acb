CREATE OR REPLACE MACRO dropped_flows(ip := '', since := NULL, until := NULL, resource_name := '') AS TABLE
SELECT Resource, AclGroup, AclRule, FlowDirection, Protocol, SrcIp, DestIp, DestPort,
    count(*) AS Flows, min("Timestamp") AS FirstSeen, max("Timestamp") AS LastSeen
FROM flow_window(since, until, resource_name)
WHERE FlowStatus = 'Denied' AND (in_net(SrcIp, ip) OR in_net(DestIp, ip))
GROUP BY Resource, AclGroup, AclRule, FlowDirection, Protocol, SrcIp, DestIp, DestPort
ORDER BY LastSeen DESC, Flows DESC;

CREATE OR REPLACE VIEW dropped_flows AS FROM dropped_flows();
