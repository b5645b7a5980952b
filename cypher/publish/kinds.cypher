// Entity kinds that are in the graph.
MATCH (n:Entity)
RETURN DISTINCT n.kind AS kind ORDER BY kind;
