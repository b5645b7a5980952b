// What accounts used. An e-mail domain or organisation that stands with the account is one use there already.
MATCH (a:Account)-[u]->(e:Entity)
WITH a, u, e, coalesce(u.n, 1) - CASE
    WHEN e.kind = 'email_domain' AND e.id = a.email_domain THEN 1
    WHEN e.kind = 'organisation' AND e.id = a.organisation THEN 1
    ELSE 0
  END AS n
WHERE n > 0
RETURN a.id AS account_id, e.kind AS kind, e.id AS entity_id,
       CASE WHEN e.kind IN $built_in OR e.family = 'other' THEN null ELSE e.family END AS family,
       toString(u.first_seen) AS first_seen, toString(u.last_seen) AS last_seen, toString(n) AS n;
