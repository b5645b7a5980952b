// One short transaction: what is staged is current, what was current is previous. No row: the lock is lost.
// p.run_id is one property of one node, so a reader who starts there has one whole run even in the moment of the commit.
MATCH (p:Publication {id: 'graph', owner: $owner})
SET p.form = $form,
    p.run_id = $run_id
WITH p
CALL () { MATCH (r:Run {state: 'previous'}) SET r.state = 'past' }
CALL () { MATCH (r:Run {state: 'current'}) SET r.state = 'previous' }
CALL () { MATCH (r:Run {id: $run_id}) SET r.state = 'current', r.published_at = datetime() }
CALL () { MATCH (n:Evidence) SET n:PreviousEvidence REMOVE n:Evidence }
CALL () { MATCH (n:StagedEvidence) SET n:Evidence REMOVE n:StagedEvidence }
CALL () { MATCH (n:Group) SET n:PreviousGroup REMOVE n:Group }
CALL () { MATCH (n:StagedRing) WHERE n.verdict = 'explained' SET n:Group REMOVE n:StagedRing }
CALL () { MATCH (n:Ring) SET n:PreviousRing REMOVE n:Ring }
CALL () { MATCH (n:StagedRing) SET n:Ring REMOVE n:StagedRing }
RETURN $run_id AS run_id;
