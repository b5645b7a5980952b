// An account used this network.
// $rows: start, end, first_seen, last_seen, n, n_days
UNWIND $rows AS row
MATCH (a:Account {id: row[0]})
MATCH (b:Network {id: row[1]})
MERGE (a)-[r:SEEN_IN]->(b)
SET r.first_seen = datetime(row[2]),
    r.last_seen = datetime(row[3]),
    r.n = row[4],
    r.n_days = row[5];
