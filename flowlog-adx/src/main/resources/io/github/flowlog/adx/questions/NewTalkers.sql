CREATE OR REPLACE MACRO new_talkers(since := INTERVAL 1 DAY, until := NULL, resource_name := '', baseline := INTERVAL 14 DAY) AS TABLE
SELECT * FROM (
    SELECT SrcIp, DestIp, DestPort, Protocol, count(*) AS Flows, min("Timestamp") AS FirstSeen, max("Timestamp") AS LastSeen
    FROM flow_window(since, until, resource_name)
    GROUP BY SrcIp, DestIp, DestPort, Protocol
) AS recent
ANTI JOIN (
    SELECT DISTINCT SrcIp, DestIp, DestPort, Protocol
    FROM flow_window(baseline, coalesce(until, (SELECT max("Timestamp") FROM FlowLogs)) - since, resource_name)
) AS known USING (SrcIp, DestIp, DestPort, Protocol)
ORDER BY FirstSeen;

CREATE OR REPLACE VIEW new_talkers AS FROM new_talkers();
