// What a killed publisher left staged, in batches by relationship count; each again until it returns 0.
MATCH (:StagedRing)-[r]-()
WITH r LIMIT 10000
DELETE r
RETURN count(*) AS n;
MATCH (n:StagedRing)
WITH n LIMIT 10000
DELETE n
RETURN count(*) AS n;
MATCH (n:StagedEvidence)
WITH n LIMIT 10000
DELETE n
RETURN count(*) AS n;
