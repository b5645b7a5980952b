// The last enforcement action against each account.
MATCH (a:Account)
WHERE a.enforced_at IS NOT NULL
RETURN toString(a.enforced_at) AS time, a.id AS account_id, a.enforcement AS action, a.enforcement_reason AS reason;
