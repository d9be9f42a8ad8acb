CREATE OR REPLACE MACRO duplicates(since := NULL, until := NULL, resource_name := '') AS TABLE
SELECT SourceId, RecordOffset, TupleIndex, count(*) AS Copies, count(DISTINCT BatchId) AS Batches,
    min(w."Timestamp") AS "Timestamp"
FROM flow_window(since, until, resource_name) AS w
GROUP BY SourceId, RecordOffset, TupleIndex
HAVING Copies > 1
ORDER BY Copies DESC;

CREATE OR REPLACE VIEW duplicates AS FROM duplicates();
