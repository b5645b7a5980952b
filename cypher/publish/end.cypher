// The graph is whole.
MATCH (p:Publication {id: 'graph', owner: $owner})
SET p.published_at = datetime()
RETURN p.published_at AS published_at;
