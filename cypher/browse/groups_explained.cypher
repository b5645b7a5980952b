// Groups that an innocent explanation explains
// question: Which groups look like rings and are none, and why?
// parameter: hypothesis text, only those that this one explains: H2 to H8
// returns: group, hypothesis, support, score, members, title, reason, settles
// shape: table
// identity: group
// caveat: these are offices, resellers, courses and the like; nobody in here is a suspect.
// maturity: tested
// revision: 1
WITH {hypothesis: null} AS given
MATCH (g:Group)-[b:RIVALLED_BY {rank: 1}]->(h:Hypothesis)
WHERE given.hypothesis IS NULL OR h.id = given.hypothesis
RETURN g.id AS group, h.id AS hypothesis, b.support AS support, g.score AS score, g.n_members AS members,
       g.title AS title, g.verdict_reason AS reason, b.settles AS settles
ORDER BY members DESC, group;
