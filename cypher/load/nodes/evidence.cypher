// One row of a score: a named reason, what was measured, what it weighs.
// $rows: uid, name, run_id, title, family, detail, points, value, n_members, rank, innocent_reasons
UNWIND $rows AS row
MERGE (n:StagedEvidence {uid: row[0]})
SET n.name = row[1],
    n.run_id = row[2],
    n.title = row[3],
    n.family = row[4],
    n.detail = row[5],
    n.points = row[6],
    n.value = row[7],
    n.n_members = row[8],
    n.rank = row[9],
    n.innocent_reasons = row[10];
