// Give the lock back.
MATCH (p:Publication {id: 'graph', owner: $owner})
REMOVE p.owner, p.heard_at, p.asked_by;
