// Members of a ring
// question: Who is in this ring, how firmly, and what do we know of each?
// parameter: ring text, id of the ring; without it the strongest
// parameter: tier text, only members of this tier: core, likely or peripheral
// returns: ring, account, tier, shares, families, exchanges, created_at, organisation, pathway, enforcement, decision
// shape: table
// identity: account
// caveat: a member is no culprit: stolen keys and customers of a proxy are members, too, until roles are judged.
// maturity: tested
// revision: 1
WITH {ring: null, tier: null} AS given
MATCH (r:Ring)
WHERE given.ring IS NULL OR r.id = given.ring
WITH given, r
ORDER BY r.score DESC, r.id
LIMIT 1
MATCH (r)<-[m:MEMBER_OF]-(a:Account)
WHERE given.tier IS NULL OR m.tier = given.tier
RETURN r.id AS ring, a.id AS account, m.tier AS tier, m.n_specific AS shares, m.families AS families,
       a.n_exchanges AS exchanges, a.created_at AS created_at, a.organisation AS organisation, a.pathway AS pathway,
       a.enforcement AS enforcement, a.decision AS decision
ORDER BY ring, shares DESC, account;
