-- Entities of one kind.
SELECT entity_id AS id, CASE WHEN $secret THEN left(entity_id, 10) ELSE entity_id END AS name, kind, $family AS family,
       class, class_reason, n_accounts, first_seen, last_seen,
       decision, decision_reason, decided_by, decided_at, decision_until
FROM ent LEFT JOIN decided ON decided.what = ent.kind AND decided.id = ent.entity_id
WHERE kind = $kind
