// name: members_to_act_on
// title: Accounts that a person has confirmed
// schedule: 10 5 * * *
// watermark: rows account_id
// compare: decision_reason, decided_by, decided_at, decision_until
// format: csv
// retention: 365 days
// limit: 10 minutes
// column: account_id string: the account
// column: decision_reason string: why it was confirmed
// column: decided_by string: who confirmed it
// column: decided_at datetime: when
// column: decision_until datetime: until when this holds; empty: until another decision
// column: ring_ids strings: rings of the current run that it is a member of
// column: tier string: core, likely, peripheral: its tier in the first of them
// column: role string: empty until something has judged it
// column: closed_at datetime: when it was closed, if it was
// column: enforced_at datetime: last enforcement action against it
// column: enforcement string: what that action was
// caveat: Only what a person has confirmed by a decision on the account itself; being in a ring, even a confirmed one, puts
//   nobody on this list. Customers, bystanders and victims are left out whatever was decided. `gone` means that the
//   decision was taken back or has ended: undo, or ask who took it.
// revision: 2
MATCH (a:Account {decision: 'confirmed'})
USING INDEX SEEK a:Account(decision)
WHERE a.decision_until IS NULL OR a.decision_until >= $now
OPTIONAL MATCH (a)-[m:MEMBER_OF]->(r:Ring)
WITH a, m, r
ORDER BY r.id
WITH a, collect(r.id) AS ring_ids, head(collect(m.tier)) AS tier, collect(m.role) AS roles
WHERE none(role IN roles WHERE role IN ['proxy_customer', 'bystander', 'victim'])
RETURN a.id AS account_id, a.decision_reason AS decision_reason, a.decided_by AS decided_by,
       a.decided_at AS decided_at, a.decision_until AS decision_until, ring_ids, tier, head(roles) AS role,
       a.closed_at AS closed_at, a.enforced_at AS enforced_at, a.enforcement AS enforcement
ORDER BY account_id;
