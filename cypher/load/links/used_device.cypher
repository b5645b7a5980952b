// An account used this device.
// $rows: start, end, first_seen, last_seen, n, n_days
UNWIND $rows AS row
MATCH (a:Account {id: row[0]})
MATCH (b:Device {id: row[1]})
MERGE (a)-[r:USED_DEVICE]->(b)
SET r.first_seen = datetime(row[2]),
    r.last_seen = datetime(row[3]),
    r.n = row[4],
    r.n_days = row[5];
