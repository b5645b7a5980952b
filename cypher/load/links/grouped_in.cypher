// In a group that is no ring.
// $rows: start, end, tier, role, n_specific, families
UNWIND $rows AS row
MATCH (a:Account {id: row[0]})
MATCH (b:StagedRing {uid: row[1]})
MERGE (a)-[r:GROUPED_IN]->(b)
SET r.tier = row[2],
    r.role = row[3],
    r.n_specific = row[4],
    r.families = row[5];
