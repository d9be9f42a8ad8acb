-- A file does not know when its rows were loaded.
CREATE OR REPLACE MACRO ingest_health(since := NULL, until := NULL, resource_name := '') AS TABLE
SELECT time_bucket(INTERVAL 1 HOUR, "Timestamp") AS Hour, Resource, MacAddress, count(*) AS Flows, count_if(BytesSrcToDest IS NOT NULL) AS Measured,
    count(DISTINCT SourceId) AS Sources, count(DISTINCT BatchId) AS Batches,
    max(RecordTime) AS LastRecord, NULL::TIMESTAMP AS LastLoaded
FROM flow_window(since, until, resource_name)
GROUP BY time_bucket(INTERVAL 1 HOUR, "Timestamp"), Resource, MacAddress
ORDER BY Hour, Resource, MacAddress;

CREATE OR REPLACE VIEW ingest_health AS FROM ingest_health();
