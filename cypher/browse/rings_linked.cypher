// Things that link two rings
// question: Which rings share something that is no hub, and what?
// parameter: ring text, only links of this ring
// returns: one, other, kind, entity, name, members_of_one, members_of_other, accounts, class
// shape: table
// identity: one, other, kind, entity
// caveat: hubs are left out; one link between two rings may be chance, several of different kinds hardly.
// maturity: tested
// revision: 1
WITH {ring: null} AS given
MATCH (one:Ring)-[s:SHARES {hub: false}]->(e:Entity)<-[t:SHARES {hub: false}]-(other:Ring)
WHERE one.id < other.id AND (given.ring IS NULL OR given.ring IN [one.id, other.id])
RETURN one.id AS one, other.id AS other, e.kind AS kind, e.id AS entity, e.name AS name,
       s.n_members AS members_of_one, t.n_members AS members_of_other, e.n_accounts AS accounts, e.class AS class
ORDER BY one, other, accounts, kind, entity;
