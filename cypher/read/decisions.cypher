// What persons settled about accounts, things and rings, as far as it is still valid.
MATCH (a:Account)
WHERE a.decision IS NOT NULL
RETURN 'account' AS what, a.id AS id, a.decision AS decision, a.decision_reason AS reason, a.decided_by AS by,
       toString(a.decided_at) AS at, toString(a.decision_until) AS until
UNION ALL
MATCH (e:Entity)
WHERE e.decision IS NOT NULL
RETURN e.kind AS what, e.id AS id, e.decision AS decision, e.decision_reason AS reason, e.decided_by AS by,
       toString(e.decided_at) AS at, toString(e.decision_until) AS until
UNION ALL
MATCH (r:Ring)
WHERE r.decision IS NOT NULL
RETURN 'ring' AS what, r.id AS id, r.decision AS decision, r.decision_reason AS reason, r.decided_by AS by,
       toString(r.decided_at) AS at, toString(r.decision_until) AS until;
