// A direct tie, such as a transfer or a referral.
// $rows: start, end, kind, first_seen, last_seen, n, weight
UNWIND $rows AS row
MATCH (a:Account {id: row[0]})
MATCH (b:Account {id: row[1]})
MERGE (a)-[r:RELATED_TO {kind: row[2]}]->(b)
SET r.first_seen = datetime(row[3]),
    r.last_seen = datetime(row[4]),
    r.n = row[5],
    r.weight = row[6];
