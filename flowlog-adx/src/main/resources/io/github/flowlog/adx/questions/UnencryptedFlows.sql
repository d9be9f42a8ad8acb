CREATE OR REPLACE MACRO unencrypted_flows(since := NULL, until := NULL, resource_name := '') AS TABLE
SELECT FlowEncryption, SrcIp, DestIp, DestPort, Protocol, count(*) AS Flows, count_if(BytesSrcToDest IS NOT NULL) AS Measured,
    coalesce(sum(BytesSrcToDest), 0) + coalesce(sum(BytesDestToSrc), 0) AS Bytes, max("Timestamp") AS LastSeen
FROM flow_window(since, until, resource_name)
WHERE starts_with(FlowEncryption, 'NX')
GROUP BY FlowEncryption, SrcIp, DestIp, DestPort, Protocol
ORDER BY Bytes DESC, Flows DESC;

CREATE OR REPLACE VIEW unencrypted_flows AS FROM unencrypted_flows();
