// name: drift
// title: What moved since the last export: rings born, gone, grown, shrunk; members joined, left, moved
// schedule: 20 5 * * *
// watermark: rows what, id
// compare: ring_id, n_members, verdict
// before: ring_id, n_members, verdict
// words: ring new = born, member new = joined, member gone = left, member changed = moved
// format: jsonl
// retention: 90 days
// limit: 30 minutes
// column: what string: ring or member
// column: id string: id of the ring, or of the account that is a member
// column: ring_id string: the ring that it is or is in; of one that is gone or left, the last
// column: n_members integer: members of a ring; empty for a member
// column: verdict string: verdict of a ring; empty for a member
// caveat: A ring that as many members joined as left is not told, its members are. A ring of which only the verdict changed
//   is `changed`.
// revision: 1
CALL () {
  MATCH (r:Ring)
  RETURN 'ring' AS what, r.id AS id, r.id AS ring_id, r.n_members AS n_members, r.verdict AS verdict
  UNION ALL
  MATCH (r:Ring)<-[:MEMBER_OF]-(a:Account)
  RETURN 'member' AS what, a.id AS id, min(r.id) AS ring_id, null AS n_members, null AS verdict
}
RETURN what, id, ring_id, n_members, verdict
ORDER BY what, id;
