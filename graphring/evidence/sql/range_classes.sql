-- The class of the narrowest listed range around each shared address; a file of entities goes before a list of ranges.
UPDATE ent SET class = found.class, class_reason = found.reason
FROM (
    SELECT s.idx, arg_min(r.class, (r.width, r.class, r.origin)) AS class,
           arg_min(coalesce('in a listed range of ' || r.origin, 'in a listed range'), (r.width, r.class, r.origin)) AS reason
    FROM shared_address s
    JOIN (SELECT first, last, class, origin, ('0x' || right(last, 12))::UBIGINT - ('0x' || right(first, 12))::UBIGINT AS width
          FROM ip_range WHERE class IS NOT NULL) r
        ON r.first <= s.hex AND s.hex <= r.last
    GROUP BY s.idx
) found
WHERE ent.idx = found.idx AND ent.class IS NULL;
