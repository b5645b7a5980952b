// One publisher at a time: take the lock if nobody holds it, if its holder is dead or was not heard for long.
MERGE (p:Publication {id: 'graph'})
SET p.asked_by = $owner
WITH p
WHERE p.owner IS NULL OR p.owner IN [$owner, $dead] OR p.heard_at < datetime() - duration({seconds: $quiet_s})
SET p.owner = $owner,
    p.heard_at = datetime()
RETURN p.owner AS owner;
