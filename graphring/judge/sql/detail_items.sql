-- What two accounts share, item by item, as it was weighed when the tie was made.
WITH plain AS (
    SELECT p.a, p.b, ent.family, ent.kind, ent.entity_id, ent.block, ent.kind = 'network' AS whole, ent.w, ent.idx
    FROM given_pair p JOIN lnk x ON x.a = p.a JOIN lnk y ON y.a = p.b AND y.e = x.e JOIN ent ON ent.idx = x.e
    WHERE ent.d <= $max_degree AND ent.w > 0
)
SELECT a, b, family, kind, entity_id, w FROM plain
WHERE NOT whole OR NOT EXISTS (SELECT 1 FROM plain q WHERE q.a = plain.a AND q.b = plain.b AND q.block = plain.block AND NOT q.whole)
UNION ALL SELECT p.a, p.b, 'relation', rel.kind, 'direct tie', rel.w FROM given_pair p JOIN rel USING (a, b) WHERE rel.w > 0
ORDER BY a, b, family, w DESC, kind, entity_id;
