// Staged rings and groups succeed those of the current run that have the same id.
MATCH (new:StagedRing)
MATCH (old:Ring {id: new.id})
MERGE (new)-[:SUCCEEDS]->(old);
MATCH (new:StagedRing)
MATCH (old:Group {id: new.id})
MERGE (new)-[:SUCCEEDS]->(old);
