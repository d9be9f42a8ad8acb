CREATE OR REPLACE MACRO top_talkers(n := 20, since := NULL, until := NULL, resource_name := '') AS TABLE
SELECT SrcIp, DestIp, count(*) AS Flows, count_if(BytesSrcToDest IS NOT NULL) AS Measured,
    coalesce(sum(PacketsSrcToDest), 0) + coalesce(sum(PacketsDestToSrc), 0) AS Packets,
    coalesce(sum(BytesSrcToDest), 0) + coalesce(sum(BytesDestToSrc), 0) AS Bytes, max("Timestamp") AS LastSeen
FROM flow_window(since, until, resource_name)
GROUP BY SrcIp, DestIp
ORDER BY Bytes DESC, Flows DESC, SrcIp, DestIp
LIMIT n;

CREATE OR REPLACE VIEW top_talkers AS FROM top_talkers();
