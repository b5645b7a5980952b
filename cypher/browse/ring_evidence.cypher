// Why is this a ring
// question: What speaks for and against this ring, line by line, adding up to its score?
// parameter: ring text, id of the ring; without it the strongest
// returns: ring, rank, reason, family, points, measured, members, innocent_reasons
// shape: table
// identity: ring, rank
// caveat: the first line is where every group starts; `innocent_reasons` are ordinary causes of the same thing.
// maturity: tested
// revision: 1
WITH {ring: null} AS given
MATCH (r:Ring)
WHERE given.ring IS NULL OR r.id = given.ring
WITH r
ORDER BY r.score DESC, r.id
LIMIT 1
CALL (r) {
  RETURN 0 AS rank, 'every group starts here' AS reason, null AS family, r.prior AS points, null AS measured,
         null AS members, null AS innocent_reasons
UNION ALL
  MATCH (r)-[:BECAUSE]->(e:Evidence)
  RETURN e.rank AS rank, e.title AS reason, e.family AS family, e.points AS points, e.detail AS measured,
         e.n_members AS members, e.innocent_reasons AS innocent_reasons
}
RETURN r.id AS ring, rank, reason, family, points, measured, members, innocent_reasons
ORDER BY ring, rank;
