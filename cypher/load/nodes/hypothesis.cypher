// A rival explanation that every group is tested against.
// $rows: id, name, claim
UNWIND $rows AS row
MERGE (n:Hypothesis {id: row[0]})
SET n.name = row[1],
    n.claim = row[2];
