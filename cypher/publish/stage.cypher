// The run whose rings are about to be staged.
MATCH (r:Run {id: $run_id})
SET r.state = 'staged';
