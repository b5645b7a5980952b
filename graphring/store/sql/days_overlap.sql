SELECT count(*) > 0 FROM (
    SELECT day FROM source_day WHERE day IN (SELECT day FROM source_day WHERE list_contains($sources, source))
    GROUP BY day HAVING count(DISTINCT source) > 1
);
