// What a ring shares
// question: Which cards, addresses, templates and other things do members of this ring share, and how common are they outside?
// parameter: ring text, id of the ring; without it the strongest
// parameter: kind text, only this kind, such as payment_instrument
// returns: ring, kind, entity, name, members, outside, weight, specific, first_seen, last_seen, decision
// shape: table
// identity: kind, entity
// caveat: the most telling ones, as many as the run's settings keep; the rest is counted in the ring's n_entities.
// maturity: tested
// revision: 1
WITH {ring: null, kind: null} AS given
MATCH (r:Ring)
WHERE given.ring IS NULL OR r.id = given.ring
WITH given, r
ORDER BY r.score DESC, r.id
LIMIT 1
MATCH (r)-[s:SHARES]->(e:Entity)
WHERE given.kind IS NULL OR e.kind = given.kind
RETURN r.id AS ring, e.kind AS kind, e.id AS entity, e.name AS name, s.n_members AS members, s.n_outside AS outside,
       s.weight AS weight, s.specific AS specific, e.first_seen AS first_seen, e.last_seen AS last_seen,
       e.decision AS decision
ORDER BY ring, specific DESC, weight DESC, members DESC, kind, entity;
