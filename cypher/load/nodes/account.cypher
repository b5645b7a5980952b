// An account of the service.
// $rows: id, created_at, closed_at, close_reason, pathway, email_domain, organisation, country, verified, first_seen, last_seen, n_exchanges, enforced_at, enforcement, enforcement_reason, decision, decision_reason, decided_by, decided_at, decision_until
UNWIND $rows AS row
MERGE (n:Account {id: row[0]})
SET n.created_at = datetime(row[1]),
    n.closed_at = datetime(row[2]),
    n.close_reason = row[3],
    n.pathway = row[4],
    n.email_domain = row[5],
    n.organisation = row[6],
    n.country = row[7],
    n.verified = row[8],
    n.first_seen = datetime(row[9]),
    n.last_seen = datetime(row[10]),
    n.n_exchanges = row[11],
    n.enforced_at = datetime(row[12]),
    n.enforcement = row[13],
    n.enforcement_reason = row[14],
    n.decision = row[15],
    n.decision_reason = row[16],
    n.decided_by = row[17],
    n.decided_at = datetime(row[18]),
    n.decision_until = datetime(row[19]);
