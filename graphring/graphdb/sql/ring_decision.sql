-- What persons settled about the rings of the run.
SELECT id, decision, decision_reason, decided_by, decided_at, decision_until
FROM decided WHERE what = 'ring' AND id IN (SELECT id FROM found_ring)
