// Memory of a projection with so many vertices and ties, before it is made.
CALL gds.graph.project.estimate('*', {TIE: {type: '*', orientation: 'UNDIRECTED'}}, {
  nodeCount: $n_vertices,
  relationshipCount: $n_ties,
  relationshipProperties: 'weight'
})
YIELD bytesMax
RETURN bytesMax AS bytes;
