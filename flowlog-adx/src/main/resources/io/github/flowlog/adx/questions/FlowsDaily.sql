CREATE OR REPLACE VIEW flows_daily AS
SELECT time_bucket(INTERVAL 1 DAY, "Timestamp") AS "Day", Resource, FlowDirection, FlowStatus, FlowType, Protocol, SrcIp, DestIp, DestPort, count(*) AS Flows, count_if(f.BytesSrcToDest IS NOT NULL) AS Measured,
    coalesce(sum(f.PacketsSrcToDest), 0) AS PacketsSrcToDest, coalesce(sum(f.BytesSrcToDest), 0) AS BytesSrcToDest,
    coalesce(sum(f.PacketsDestToSrc), 0) AS PacketsDestToSrc, coalesce(sum(f.BytesDestToSrc), 0) AS BytesDestToSrc,
    min("Timestamp") AS FirstSeen, max("Timestamp") AS LastSeen
FROM FlowLogs AS f
GROUP BY time_bucket(INTERVAL 1 DAY, "Timestamp"), Resource, FlowDirection, FlowStatus, FlowType, Protocol, SrcIp, DestIp, DestPort;
