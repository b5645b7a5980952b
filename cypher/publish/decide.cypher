// What persons settled about rings, one row for every ring that changed; no decision where the cells are null.
// $rows: id, decision, decision_reason, decided_by, decided_at, decision_until
UNWIND $rows AS row
MATCH (n:Ring {id: row[0]})
SET n.decision = row[1],
    n.decision_reason = row[2],
    n.decided_by = row[3],
    n.decided_at = datetime(row[4]),
    n.decision_until = datetime(row[5]);
