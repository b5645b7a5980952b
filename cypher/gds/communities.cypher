// Leiden for modularity at one gamma, the same every time with one thread and a seed; in lists, since a row for each
// vertex takes ten times longer to read.
CALL gds.leiden.stream($name, {
  relationshipWeightProperty: 'weight',
  gamma: $gamma,
  maxLevels: $levels,
  concurrency: 1,
  randomSeed: $seed
})
YIELD nodeId, communityId
WITH nodeId, communityId
ORDER BY nodeId
WITH nodeId / 10000 AS part,
     collect(nodeId) AS vertices,
     collect(communityId) AS communities
RETURN part, vertices, communities
ORDER BY part;
