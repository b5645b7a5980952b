-- Of these values, those that are payment instruments of the case already, as their keyed hashes.
SELECT DISTINCT entity_id AS value
FROM (SELECT kind, entity_id FROM link UNION ALL SELECT kind, entity_id FROM new_link)
WHERE kind = 'payment_instrument' AND entity_id IN (SELECT value FROM hash_given);
