// Things that only rings have
// question: Which cards, addresses and devices do rings use, that nobody outside has?
// parameter: least integer, so many members at least have it
// returns: kind, entity, name, ring, verdict, members, outside, last_seen, decision
// shape: table
// identity: kind, entity, ring
// caveat: to be looked at before anything is blocked: an address changes hands, and nobody outside means nobody in this data.
// maturity: tested
// revision: 1
WITH {least: 3} AS given
MATCH (r:Ring)-[s:SHARES {specific: true, hub: false}]->(e:Entity)
WHERE s.n_outside = 0 AND s.n_members >= given.least AND e.family IN ['payment', 'network', 'device']
RETURN e.kind AS kind, e.id AS entity, e.name AS name, r.id AS ring, r.verdict AS verdict, s.n_members AS members,
       s.n_outside AS outside, e.last_seen AS last_seen, e.decision AS decision
ORDER BY members DESC, kind, entity, ring
LIMIT 1000;
