// Organisations in rings
// question: Which declared organisations and e-mail domains have members in rings, and how many accounts outside?
// returns: kind, entity, accounts, members, rings, share
// shape: table
// identity: kind, entity
// caveat: what an account declares about itself is no identity; a large share may be one honest organisation.
// maturity: tested
// revision: 1
MATCH (r:Ring)<-[:MEMBER_OF]-(a:Account)-[:HAS_EMAIL_AT|DECLARED]->(e:Entity)
WITH e, count(DISTINCT a) AS members, r
ORDER BY r.id
WITH e, sum(members) AS members, collect(r.id) AS rings
WHERE members > 1
RETURN e.kind AS kind, e.id AS entity, e.n_accounts AS accounts, members, rings,
       round(1.0 * members / e.n_accounts, 3) AS share
ORDER BY members DESC, kind, entity
LIMIT 1000;
