// Rings that wait for a person
// question: Which rings has nobody decided on yet, and how many of their members are decided?
// returns: ring, verdict, score, members, confirmed, cleared, on_hold, best_rival, settles
// shape: table
// identity: ring
// caveat: a decision that has run out counts as none.
// maturity: tested
// revision: 1
MATCH (r:Ring)
WHERE r.decision IS NULL OR r.decision_until <= datetime()
OPTIONAL MATCH (r)<-[:MEMBER_OF]-(a:Account)
WHERE a.decision IS NOT NULL AND (a.decision_until IS NULL OR a.decision_until > datetime())
WITH r, collect(a.decision) AS decisions
RETURN r.id AS ring, r.verdict AS verdict, r.score AS score, r.n_members AS members,
       size([d IN decisions WHERE d = 'confirmed']) AS confirmed,
       size([d IN decisions WHERE d IN ['cleared', 'allow']]) AS cleared,
       size([d IN decisions WHERE d = 'hold']) AS on_hold, r.best_rival AS best_rival, r.settles AS settles
ORDER BY score DESC, ring;
