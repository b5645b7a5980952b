// A projection out of the catalog; nothing where it is not there.
CALL gds.graph.drop($name, false)
YIELD graphName
RETURN graphName AS name;
