// What persons decided
// question: What was decided about accounts, rings and things, by whom, and until when?
// parameter: decision text, only these: confirmed, cleared, hold or allow
// returns: what, id, decision, reason, by, at, until, ring
// shape: table
// identity: what, id
// caveat: the newest decision on each that was valid when the case was published; the first 1,000.
// maturity: tested
// revision: 1
WITH {decision: null} AS given
CALL () {
  MATCH (n:Account)
  WHERE n.decision IS NOT NULL
  OPTIONAL MATCH (n)-[:MEMBER_OF]->(r:Ring)
  RETURN n, 'account' AS what, r.id AS ring
UNION ALL
  MATCH (n:Entity)
  WHERE n.decision IS NOT NULL
  RETURN n, n.kind AS what, null AS ring
UNION ALL
  MATCH (n:Ring)
  WHERE n.decision IS NOT NULL
  RETURN n, 'ring' AS what, n.id AS ring
}
WITH n, what, ring
WHERE given.decision IS NULL OR n.decision = given.decision
RETURN what, n.id AS id, n.decision AS decision, n.decision_reason AS reason, n.decided_by AS by, n.decided_at AS at,
       n.decision_until AS until, ring
ORDER BY at DESC, what, id
LIMIT 1000;
