// New rings
// question: Which rings were not there in the run before, or were first found since a time?
// parameter: since time, first found at this time or later; without it, not found by the run before
// returns: ring, verdict, score, members, title, first_found_at, first_seen
// shape: table
// identity: ring
// caveat: new to graphring; `first_seen` says since when its members are active. With the first publish every ring is new.
// maturity: tested
// revision: 1
WITH {since: null} AS given
MATCH (r:Ring)
WHERE (given.since IS NULL AND NOT EXISTS { (r)-[:SUCCEEDS]->(:PreviousRing) })
   OR r.first_found_at >= datetime(given.since)
RETURN r.id AS ring, r.verdict AS verdict, r.score AS score, r.n_members AS members, r.title AS title,
       r.first_found_at AS first_found_at, r.first_seen AS first_seen
ORDER BY score DESC, ring;
