-- Who the members of the sets asked for are: age, organisation, domain, enforcement, decisions. Counts only.
WITH grouped AS (
    SELECT cand.c, acct.* FROM cand SEMI JOIN given_asked USING (c) JOIN acct ON acct.idx = cand.a
), organisations AS (
    SELECT c, organisation, count(*) AS n FROM grouped WHERE organisation IS NOT NULL GROUP BY ALL
), domains AS (
    SELECT c, email_domain, count(*) AS n FROM grouped WHERE email_domain IS NOT NULL GROUP BY ALL
), domain_everywhere AS (
    SELECT email_domain AS domain, count(*) AS n, count(*) FILTER (established) AS n_established FROM acct GROUP BY email_domain
), organisation_everywhere AS (
    SELECT organisation, count(*) AS n, count(*) FILTER (established) AS n_established FROM acct GROUP BY organisation
), top_organisation AS (
    -- Of equally many the one with most established accounts: a firm that takes a new name is the old firm.
    SELECT c, arg_min(organisation, (-o.n, -e.n_established, organisation)) AS organisation, max(o.n) AS n, count(*) AS n_different
    FROM organisations o JOIN organisation_everywhere e USING (organisation) GROUP BY c
), top_domain AS (
    SELECT c, arg_min(email_domain, (-d.n, -e.n_established, email_domain)) AS domain, max(d.n) AS n, count(*) AS n_different
    FROM domains d JOIN domain_everywhere e ON e.domain = d.email_domain GROUP BY c
), births AS (
    SELECT c, coalesce(created_at, first_seen) AS t FROM grouped WHERE coalesce(created_at, first_seen) IS NOT NULL
), together AS (
    SELECT c, t, count(*) OVER (PARTITION BY c ORDER BY t RANGE BETWEEN CURRENT ROW AND INTERVAL 14 DAYS FOLLOWING) AS n FROM births
), rush AS (SELECT c, max(n) AS n, arg_min(t, (-n, t)) AS since FROM together GROUP BY c)
SELECT s.c, s.size, s.n_trusted,
       count(*) FILTER (g.established) AS n_established, count(*) FILTER (g.enforced) AS n_enforced,
       count(*) FILTER (g.confirmed) AS n_confirmed, count(*) FILTER (g.cleared) AS n_cleared,
       count(*) FILTER (g.verified) AS n_verified, count(g.verified) AS n_verified_told,
       sum(g.n_exchanges)::BIGINT AS n_exchanges, min(g.first_seen) AS first_seen, max(g.last_seen) AS last_seen,
       any_value(o.organisation) AS organisation, coalesce(any_value(o.n), 0) AS n_organisation, coalesce(any_value(o.n_different), 0) AS n_organisations,
       coalesce(any_value(oe.n_established), 0) AS n_organisation_established,
       any_value(d.domain) AS domain, coalesce(any_value(d.n), 0) AS n_domain, coalesce(any_value(d.n_different), 0) AS n_domains,
       coalesce(any_value(de.n), 0) AS n_domain_everywhere, coalesce(any_value(de.n_established), 0) AS n_domain_established,
       coalesce(any_value(rush.n), 0) AS n_rush, any_value(rush.since) AS rush_since
FROM cand_size s JOIN grouped g USING (c) LEFT JOIN top_organisation o USING (c) LEFT JOIN top_domain d USING (c)
    LEFT JOIN domain_everywhere de ON de.domain = d.domain LEFT JOIN organisation_everywhere oe ON oe.organisation = o.organisation
    LEFT JOIN rush USING (c)
GROUP BY s.c, s.size, s.n_trusted ORDER BY s.c;
