// Two members of a ring of the current run joined by what they share; updated in place.
// $rows: start, end, weight, families, ring_id
UNWIND $rows AS row
MATCH (a:Account {id: row[0]})
MATCH (b:Account {id: row[1]})
MERGE (a)-[r:TIED_TO]->(b)
SET r.weight = row[2],
    r.families = row[3],
    r.ring_id = row[4];
