// Accounts with what files said of them.
MATCH (a:Account)
RETURN a.id AS account_id, toString(a.created_at) AS created_at, toString(a.closed_at) AS closed_at,
       a.close_reason AS close_reason, a.pathway AS pathway, a.email_domain AS email_domain,
       a.organisation AS organisation, a.country AS country, toString(a.verified) AS verified;
