CREATE OR REPLACE MACRO required_ports(a := '', b := '', since := NULL, until := NULL, resource_name := '') AS TABLE
SELECT FlowDirection, Protocol, DestPort, FlowStatus, AclRule, count(*) AS Flows, count_if(BytesSrcToDest IS NOT NULL) AS Measured,
    coalesce(sum(BytesSrcToDest), 0) + coalesce(sum(BytesDestToSrc), 0) AS Bytes,
    min("Timestamp") AS FirstSeen, max("Timestamp") AS LastSeen
FROM flow_window(since, until, resource_name)
WHERE in_net(SrcIp, a) AND in_net(DestIp, b)
GROUP BY FlowDirection, Protocol, DestPort, FlowStatus, AclRule
ORDER BY FlowStatus, Flows DESC;

CREATE OR REPLACE VIEW required_ports AS FROM required_ports();
