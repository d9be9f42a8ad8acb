CREATE OR REPLACE MACRO flows_between(a, b, since := NULL, until := NULL, resource_name := '') AS TABLE
SELECT "Timestamp", SrcIp, SrcPort, DestIp, DestPort, Protocol, FlowDirection, FlowStatus, FlowState, AclGroup, AclRule,
    PacketsSrcToDest, BytesSrcToDest, PacketsDestToSrc, BytesDestToSrc, MacAddress, Resource
FROM flow_window(since, until, resource_name)
WHERE (in_net(SrcIp, a) AND in_net(DestIp, b)) OR (in_net(SrcIp, b) AND in_net(DestIp, a))
ORDER BY "Timestamp";
