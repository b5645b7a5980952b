// Cleared accounts in rings
// question: Which members of rings has a person cleared or allowed, so that the ring must be looked at again?
// returns: account, ring, tier, decision, reason, by, at, until
// shape: table
// identity: account
// caveat: a cleared member says something of the ring, too: many of them are a reason to doubt it.
// maturity: tested
// revision: 1
MATCH (r:Ring)<-[m:MEMBER_OF]-(a:Account)
WHERE a.decision IN ['cleared', 'allow'] AND (a.decision_until IS NULL OR a.decision_until > datetime())
RETURN a.id AS account, r.id AS ring, m.tier AS tier, a.decision AS decision, a.decision_reason AS reason,
       a.decided_by AS by, a.decided_at AS at, a.decision_until AS until
ORDER BY account;
