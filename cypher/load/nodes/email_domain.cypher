// E-mail domain: something that accounts share.
// $rows: id, name, kind, family, class, class_reason, n_accounts, first_seen, last_seen, decision, decision_reason, decided_by, decided_at, decision_until
UNWIND $rows AS row
MERGE (n:EmailDomain {id: row[0]})
SET n:Entity,
    n.name = row[1],
    n.kind = row[2],
    n.family = row[3],
    n.class = row[4],
    n.class_reason = row[5],
    n.n_accounts = row[6],
    n.first_seen = datetime(row[7]),
    n.last_seen = datetime(row[8]),
    n.decision = row[9],
    n.decision_reason = row[10],
    n.decided_by = row[11],
    n.decided_at = datetime(row[12]),
    n.decision_until = datetime(row[13]);
