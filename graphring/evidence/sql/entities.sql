-- Entities that two accounts or more have, with how many, and how many trusted ones; networks are made of the addresses.
-- The order (`idx`) uses the accounts behind an entity, not its id, which may be a keyed hash.
CREATE TABLE used AS
SELECT acct.idx AS a, coalesce(k.family, $other) AS family, l.kind, l.entity_id, l.n, l.first_seen, l.last_seen
FROM seen_link l JOIN acct USING (account_id) LEFT JOIN kind_family k ON k.kind = l.kind;

CREATE TABLE total AS SELECT a, family, sum(n)::BIGINT AS n FROM used GROUP BY ALL;

CREATE TABLE ent AS
WITH every_use AS (
    SELECT a, family, kind, entity_id, network_of(entity_id) AS block FROM used WHERE kind = 'ip_address'
    UNION ALL SELECT a, family, kind, entity_id, NULL FROM used WHERE kind <> 'ip_address'
    UNION ALL SELECT DISTINCT a, family, 'network', network_of(entity_id), network_of(entity_id) FROM used WHERE kind = 'ip_address'
), counted AS (
    SELECT family, every_use.kind, entity_id, any_value(block) AS block, count(*)::INTEGER AS d,
           count(t.idx)::INTEGER AS k, bit_xor(acct.h) AS mark, min(a) AS least_a
    FROM every_use JOIN acct ON acct.idx = every_use.a LEFT JOIN trusted t ON t.idx = every_use.a
    GROUP BY family, every_use.kind, entity_id HAVING count(*) > 1
), told AS (
    SELECT kind, entity_id, min(class) AS class, min(reason) AS reason FROM known_entity
    WHERE coalesce(until >= $now::TIMESTAMPTZ, true) GROUP BY ALL
), allowed AS (
    SELECT what AS kind, id AS entity_id FROM decision
    WHERE decision IN ('allow', 'cleared') AND coalesce(until >= $now::TIMESTAMPTZ, true) GROUP BY ALL
)
SELECT (row_number() OVER (ORDER BY counted.kind, d, mark, least_a, entity_id) - 1)::INTEGER AS idx,
       counted.* EXCLUDE (mark, least_a), f.n_accounts AS platform_d, f.n_trusted AS platform_k,
       told.class, told.reason AS class_reason, allowed.entity_id IS NOT NULL AS allowed
FROM counted LEFT JOIN told USING (kind, entity_id) LEFT JOIN allowed USING (kind, entity_id)
    LEFT JOIN (SELECT kind, entity_id, max(n_accounts) AS n_accounts, max(n_trusted) AS n_trusted FROM frequency GROUP BY ALL) f
        USING (kind, entity_id)
ORDER BY idx;

CREATE TABLE lnk AS
SELECT used.a, ent.idx AS e, used.n, used.first_seen, used.last_seen FROM used JOIN ent USING (kind, entity_id)
UNION ALL
SELECT a, ent.idx, sum(n)::BIGINT, min(first_seen), max(last_seen)
FROM used JOIN ent ON ent.kind = 'network' AND ent.entity_id = network_of(used.entity_id)
WHERE used.kind = 'ip_address' GROUP BY a, ent.idx;
DROP TABLE used;
