// Accounts to act on
// question: Which accounts did a person confirm, and is anything still open with them?
// returns: account, ring, tier, decision_reason, decided_by, decided_at, decision_until, enforcement, enforced_at, closed_at
// shape: table
// identity: account
// caveat: only what a person has confirmed; a verdict of graphring alone puts nobody here.
// maturity: tested
// revision: 2
MATCH (a:Account {decision: 'confirmed'})
USING INDEX SEEK a:Account(decision)
WHERE a.decision_until IS NULL OR a.decision_until > datetime()
OPTIONAL MATCH (a)-[m:MEMBER_OF]->(r:Ring)
RETURN a.id AS account, r.id AS ring, m.tier AS tier, a.decision_reason AS decision_reason, a.decided_by AS decided_by,
       a.decided_at AS decided_at, a.decision_until AS decision_until, a.enforcement AS enforcement,
       a.enforced_at AS enforced_at, a.closed_at AS closed_at
ORDER BY a.closed_at IS NOT NULL, decided_at, account;
