// The run before the current one, in batches by relationship count; each again until it returns 0.
MATCH (:PreviousRing)-[r]-()
WITH r LIMIT 10000
DELETE r
RETURN count(*) AS n;
MATCH (:PreviousGroup)-[r]-()
WITH r LIMIT 10000
DELETE r
RETURN count(*) AS n;
MATCH (n:PreviousRing)
WITH n LIMIT 10000
DELETE n
RETURN count(*) AS n;
MATCH (n:PreviousGroup)
WITH n LIMIT 10000
DELETE n
RETURN count(*) AS n;
MATCH (n:PreviousEvidence)
WITH n LIMIT 10000
DELETE n
RETURN count(*) AS n;
