SELECT count(*) FILTER (what = 'replaced') AS files_replaced, count(*) FILTER (what = 'file forgotten') AS files_forgotten,
       (SELECT count(*) FROM tombstone) AS accounts_erased, (SELECT max("at") FROM tombstone) AS last_erased_at,
       coalesce(sum(rows) FILTER (what = 'accounts erased'), 0)::BIGINT AS rows_erased,
       max(before) AS pruned_before, coalesce(sum(rows) FILTER (what = 'pruned'), 0)::BIGINT AS rows_pruned,
       max("at") AS last
FROM upkeep;
