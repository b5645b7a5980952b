// From here on the graph is what the case keeps under this generation, once the publish has ended.
MATCH (p:Publication {id: 'graph', owner: $owner})
SET p.publication = $publication,
    p.case_id = $case_id,
    p.case_name = $case_name,
    p.generation = $generation
RETURN p.generation AS generation;
