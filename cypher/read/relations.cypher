// Direct ties, as many rows as they were: the first with the first time and the weight of all, the last with the last time.
MATCH (a:Account)-[r:RELATED_TO]->(b:Account)
UNWIND range(1, coalesce(r.n, 1)) AS i
RETURN a.id AS account_id, b.id AS other_account_id, r.kind AS kind,
       toString(CASE i WHEN 1 THEN r.first_seen WHEN r.n THEN r.last_seen END) AS time,
       toString(CASE i WHEN 1 THEN r.weight END) AS weight;
