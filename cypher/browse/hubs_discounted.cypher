// Hubs that were discounted
// question: Which widely shared things do rings have, that were counted low or not at all, and why?
// parameter: ring text, only those of this ring
// returns: kind, entity, name, class, class_reason, accounts, ring, members, outside, weight
// shape: table
// identity: kind, entity, ring
// caveat: a hub joins nobody by itself; thrown away it is not, since it still ties what little it can.
// maturity: tested
// revision: 1
WITH {ring: null} AS given
MATCH (r:Ring)-[s:SHARES {hub: true}]->(e:Entity)
WHERE given.ring IS NULL OR r.id = given.ring
RETURN e.kind AS kind, e.id AS entity, e.name AS name, e.class AS class, e.class_reason AS class_reason,
       e.n_accounts AS accounts, r.id AS ring, s.n_members AS members, s.n_outside AS outside, s.weight AS weight
ORDER BY accounts DESC, kind, entity, ring;
