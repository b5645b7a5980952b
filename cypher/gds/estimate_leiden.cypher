// Memory of Leiden on a projection with so many vertices and ties, that of the projection included.
CALL gds.leiden.stream.estimate({
  nodeCount: $n_vertices,
  relationshipCount: $n_ties,
  nodeProjection: '*',
  relationshipProjection: {TIE: {type: '*', orientation: 'UNDIRECTED'}},
  relationshipProperties: 'weight'
}, {
  relationshipWeightProperty: 'weight',
  concurrency: 1
})
YIELD bytesMax
RETURN bytesMax AS bytes;
