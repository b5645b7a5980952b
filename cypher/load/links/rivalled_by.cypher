// How well a rival explanation fits.
// $rows: start, end, rank, support, prior, evidence_for, evidence_against, settles
UNWIND $rows AS row
MATCH (a:StagedRing {uid: row[0]})
MATCH (b:Hypothesis {id: row[1]})
MERGE (a)-[r:RIVALLED_BY]->(b)
SET r.rank = row[2],
    r.support = row[3],
    r.prior = row[4],
    r.evidence_for = row[5],
    r.evidence_against = row[6],
    r.settles = row[7];
