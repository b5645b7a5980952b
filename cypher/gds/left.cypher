// Projections of graphring, this one's and others', with their age.
CALL gds.graph.list()
YIELD graphName, creationTime, database
WITH graphName, creationTime, database
WHERE graphName STARTS WITH $prefix AND database = $database
RETURN graphName AS name,
       duration.inSeconds(creationTime, datetime()).seconds AS age_s
ORDER BY name;
