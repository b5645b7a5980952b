// Who holds the lock, and how long ago it was heard.
MATCH (p:Publication {id: 'graph'})
RETURN p.owner AS owner, duration.inSeconds(p.heard_at, datetime()).seconds AS quiet_s;
