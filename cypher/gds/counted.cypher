// How many communities there would be.
CALL gds.leiden.stats($name, {
  relationshipWeightProperty: 'weight',
  gamma: $gamma,
  maxLevels: $levels,
  concurrency: 1,
  randomSeed: $seed
})
YIELD communityCount, nodeCount
RETURN communityCount AS n_communities,
       nodeCount AS n_vertices;
