CREATE OR REPLACE MACRO private_public_matrix(since := NULL, until := NULL, resource_name := '') AS TABLE
SELECT if(FlowType = '', 'Unknown', FlowType) AS FlowType, count(*) AS Flows, count_if(BytesSrcToDest IS NOT NULL) AS Measured,
    coalesce(sum(BytesSrcToDest), 0) AS SumBytesSrcToDst, coalesce(sum(BytesDestToSrc), 0) AS SumBytesDstToSrc
FROM flow_window(since, until, resource_name)
GROUP BY if(FlowType = '', 'Unknown', FlowType)
ORDER BY FlowType;

CREATE OR REPLACE VIEW private_public_matrix AS FROM private_public_matrix();
