// name: dashboard
// title: Figures for a dashboard, as of now
// schedule: 50 * * * *
// watermark: none
// format: jsonl
// retention: 30 days
// limit: 5 minutes
// column: run_id string: the current run
// column: published_at datetime: when its rings became current
// column: n_accounts integer: accounts in the graph
// column: n_entities integer: things that accounts share
// column: n_rings integer: rings with verdict ring
// column: n_review integer: rings with verdict review
// column: n_explained integer: groups that an innocent explanation wins
// column: n_ring_members integer: members of rings with verdict ring
// column: n_review_members integer: members of rings with verdict review
// column: n_largest integer: members of the largest ring
// column: n_undecided integer: rings about which no person has settled anything that still holds
// column: n_confirmed integer: accounts that a person has confirmed
// column: n_enforced integer: accounts with an enforcement action on file
// column: n_hubs integer: things with the class of a hub
// caveat: Members of rings are no count of offenders.
// revision: 2
MATCH (run:Run {state: 'current'})
CALL () { MATCH (a:Account) RETURN count(a) AS n_accounts }
CALL () { MATCH (e:Entity) RETURN count(e) AS n_entities }
CALL () { MATCH (g:Group) RETURN count(g) AS n_explained }
CALL () {
  MATCH (r:Ring)
  RETURN count(CASE r.verdict WHEN 'ring' THEN 1 END) AS n_rings,
         count(CASE r.verdict WHEN 'review' THEN 1 END) AS n_review,
         sum(CASE r.verdict WHEN 'ring' THEN r.n_members ELSE 0 END) AS n_ring_members,
         sum(CASE r.verdict WHEN 'review' THEN r.n_members ELSE 0 END) AS n_review_members,
         coalesce(max(r.n_members), 0) AS n_largest,
         count(CASE WHEN r.decision IS NULL OR r.decision_until < $now THEN 1 END) AS n_undecided
}
CALL () {
  MATCH (a:Account {decision: 'confirmed'})
  USING INDEX SEEK a:Account(decision)
  WHERE a.decision_until IS NULL OR a.decision_until >= $now
  RETURN count(a) AS n_confirmed
}
CALL () { MATCH (a:Account) WHERE a.enforced_at IS NOT NULL RETURN count(a) AS n_enforced }
CALL () { MATCH (e:Entity) WHERE e.class IS NOT NULL RETURN count(e) AS n_hubs }
RETURN run.id AS run_id, run.published_at AS published_at, n_accounts, n_entities, n_rings, n_review, n_explained,
       n_ring_members, n_review_members, n_largest, n_undecided, n_confirmed, n_enforced, n_hubs
ORDER BY run_id;
