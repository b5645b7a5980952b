// The holder of the lock is alive.
MATCH (p:Publication {id: 'graph', owner: $owner})
SET p.heard_at = datetime()
RETURN p.owner AS owner;
