// name: entities_to_block
// title: Things that only confirmed rings share, each with an expiry
// schedule: 25 * * * *
// watermark: rows kind, entity_id
// compare: expires_at
// format: csv
// retention: 90 days
// limit: 10 minutes
// parameter: address_days integer = 14: days after the last use of an address; homes and clouds hand it to somebody else
// parameter: other_days integer = 180: days after the last use of anything else
// parameter: max_outside integer = 0: accounts outside that may have it
// parameter: kinds strings = payment_instrument, ip_address, device: kinds that are blocked at all
// column: kind string: entity kind
// column: entity_id string: as the case stores it; a keyed hash for payment instruments
// column: name string: what a reader sees
// column: ring_ids strings: confirmed rings that share it
// column: n_members integer: members that have it, in the ring that has most of them
// column: n_outside integer: accounts outside a ring that have it, the most of any of these rings
// column: first_seen datetime: first use
// column: last_seen datetime: last use
// column: expires_at datetime: when the block ends, unless it is used again
// caveat: Only rings that a person has confirmed, and only what is specific to them: no hub, nothing that a person has
//   allowed or cleared. `gone` means unblock: expired, or no longer specific, or the ring was cleared.
// revision: 1
MATCH (r:Ring {decision: 'confirmed'})
WHERE r.decision_until IS NULL OR r.decision_until >= $now
MATCH (r)-[s:SHARES]->(e:Entity)
WHERE s.specific AND NOT s.hub AND s.n_outside <= $max_outside AND e.class IS NULL AND e.kind IN $kinds
  AND NOT coalesce(e.decision IN ['allow', 'cleared'] AND coalesce(e.decision_until >= $now, true), false)
WITH e, r, s,
     e.last_seen + duration({days: CASE e.kind WHEN 'ip_address' THEN $address_days ELSE $other_days END}) AS expires_at
WHERE expires_at > $now
ORDER BY r.id
WITH e, expires_at, collect(r.id) AS ring_ids, max(s.n_members) AS n_members, max(s.n_outside) AS n_outside
RETURN e.kind AS kind, e.id AS entity_id, e.name AS name, ring_ids, n_members, n_outside,
       e.first_seen AS first_seen, e.last_seen AS last_seen, expires_at
ORDER BY kind, entity_id;
