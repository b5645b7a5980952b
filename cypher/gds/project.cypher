// Ties into the catalog of GDS; nothing is written to the database. Ends as numbers, three lists of equal length.
UNWIND range(0, size($source) - 1) AS tie
WITH gds.graph.project(
       $name,
       $source[tie],
       $target[tie],
       {relationshipProperties: {weight: $weight[tie]}},
       {undirectedRelationshipTypes: ['*'], readConcurrency: 1}
     ) AS made
RETURN made.nodeCount AS n_vertices;
