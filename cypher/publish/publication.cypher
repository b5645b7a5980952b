// What this graph is a publication of.
MATCH (p:Publication {id: 'graph'})
RETURN p.publication AS publication, p.case_id AS case_id, p.case_name AS case_name, p.generation AS generation,
       p.form AS form, p.run_id AS run_id;
