// The run that a ring or group is of.
// $rows: start, end
UNWIND $rows AS row
MATCH (a:StagedRing {uid: row[0]})
MATCH (b:Run {id: row[1]})
MERGE (a)-[r:FOUND_IN]->(b);
