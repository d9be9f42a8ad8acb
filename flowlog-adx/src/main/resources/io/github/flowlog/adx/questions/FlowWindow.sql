-- A file is looked at as a whole unless since is given; its newest row stands for now.
CREATE OR REPLACE MACRO flow_window(since, until, resource_name) AS TABLE
SELECT * FROM FlowLogs
WHERE (since IS NULL OR "Timestamp" > coalesce(until, (SELECT max("Timestamp") FROM FlowLogs)) - since)
    AND "Timestamp" <= coalesce(until, (SELECT max("Timestamp") FROM FlowLogs))
    AND (resource_name = '' OR Resource = resource_name);
