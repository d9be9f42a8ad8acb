-- Not called flowLogs here: DuckDB takes that for FlowLogs.
CREATE OR REPLACE VIEW flow_logs_post AS
SELECT f.RecordTime AS "Time",
    f.MacAddress AS macAddress,
    if(f.FlowLogVersion = 4, 'FlowLogFlowEvent', 'NetworkSecurityGroupFlowEvent') AS category,
    f.FlowLogVersion AS flowLogVersion,
    r.ResourceId AS nsgResourceID,
    f.AclRule AS rule,
    f.MacAddress AS macAddress2,
    (epoch_ms(f."Timestamp") // 1000)::VARCHAR AS "Timestamp",
    f.SrcIp AS srcIP,
    f.DestIp AS dstIP,
    f.SrcPort::VARCHAR AS srcPort,
    f.DestPort::VARCHAR AS dstPort,
    CASE WHEN f.Protocol = 'TCP' THEN 'T' WHEN f.Protocol = 'UDP' THEN 'U' WHEN f.Protocol = 'ICMP' THEN 'I'
        ELSE f.Protocol END AS Protocol,
    if(f.FlowDirection = 'Inbound', 'I', 'O') AS Direction,
    if(f.FlowStatus = 'Allowed', 'A', 'D') AS Decision,
    CASE WHEN f.FlowState = 'Begin' THEN 'B' WHEN f.FlowState = 'Continue' THEN 'C' WHEN f.FlowState = 'End' THEN 'E'
        WHEN f.FlowState = 'Deny' THEN 'D' ELSE '' END AS State,
    f.PacketsSrcToDest AS PacketsSrcToDst,
    f.BytesSrcToDest AS BytesSrcToDst,
    f.PacketsDestToSrc AS PacketsDstToSrc,
    f.BytesDestToSrc AS BytesDstToSrc
FROM FlowLogs AS f
LEFT JOIN (
    SELECT Key AS ResourceKey, any_value(ResourceId) AS ResourceId
    FROM FlowLogResources
    GROUP BY Key
) AS r USING (ResourceKey);
