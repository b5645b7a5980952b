// A row of its score.
// $rows: start, end
UNWIND $rows AS row
MATCH (a:StagedRing {uid: row[0]})
MATCH (b:StagedEvidence {uid: row[1]})
MERGE (a)-[r:BECAUSE]->(b);
