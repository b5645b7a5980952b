// Rings with members that were acted against
// question: In which rings were some members acted against, and how many are still open?
// returns: ring, verdict, members, enforced, closed, open, last_enforced_at, joined_after
// shape: table
// identity: ring
// caveat: `joined_after` counts members made after the last action, which may be replacements or newcomers.
// maturity: tested
// revision: 1
MATCH (r:Ring)<-[:MEMBER_OF]-(a:Account)
WITH r, collect(a) AS members, max(a.enforced_at) AS last_enforced_at
WHERE last_enforced_at IS NOT NULL
RETURN r.id AS ring, r.verdict AS verdict, r.n_members AS members,
       size([a IN members WHERE a.enforced_at IS NOT NULL]) AS enforced,
       size([a IN members WHERE a.closed_at IS NOT NULL]) AS closed,
       size([a IN members WHERE a.closed_at IS NULL]) AS open, last_enforced_at,
       size([a IN members WHERE a.created_at > last_enforced_at]) AS joined_after
ORDER BY enforced DESC, ring;
