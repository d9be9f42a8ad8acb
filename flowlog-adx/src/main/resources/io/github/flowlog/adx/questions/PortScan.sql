CREATE OR REPLACE MACRO port_scan(least_ports := 50, since := NULL, until := NULL, resource_name := '') AS TABLE
SELECT SrcIp, DestIp, count(DISTINCT DestPort) AS Ports, count(*) AS Flows, count_if(FlowStatus = 'Denied') AS Denied,
    min("Timestamp") AS FirstSeen, max("Timestamp") AS LastSeen
FROM flow_window(since, until, resource_name)
WHERE FlowState NOT IN ('Continue', 'End')
GROUP BY SrcIp, DestIp
HAVING Ports >= least_ports
ORDER BY Ports DESC;

CREATE OR REPLACE VIEW port_scan AS FROM port_scan();
