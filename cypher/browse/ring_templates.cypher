// Templates of a ring
// question: Which prompt templates does this ring send, and who else sends them?
// parameter: ring text, id of the ring; without it the strongest
// returns: ring, template, name, members, outside, accounts, specific, class, first_seen, last_seen
// shape: table
// identity: template
// caveat: content corroborates, it never carries: most people who send a public template are innocent.
// maturity: tested
// revision: 1
WITH {ring: null} AS given
MATCH (r:Ring)
WHERE given.ring IS NULL OR r.id = given.ring
WITH r
ORDER BY r.score DESC, r.id
LIMIT 1
MATCH (r)-[s:SHARES]->(t:PromptTemplate)
RETURN r.id AS ring, t.id AS template, t.name AS name, s.n_members AS members, s.n_outside AS outside,
       t.n_accounts AS accounts, s.specific AS specific, t.class AS class, t.first_seen AS first_seen,
       t.last_seen AS last_seen
ORDER BY ring, members DESC, template;
