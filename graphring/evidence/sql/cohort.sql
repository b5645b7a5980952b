-- Of the established accounts at most $most of one organisation or one e-mail domain, and no more than $most_pathway
-- of one access pathway where there are several, chosen by a hash of the account.
CREATE TABLE trusted AS
WITH ranked AS (
    SELECT idx, organisation, email_domain, pathway,
           row_number() OVER (PARTITION BY pathway ORDER BY h, idx) AS of_pathway,
           row_number() OVER (PARTITION BY organisation ORDER BY h, idx) AS of_organisation,
           row_number() OVER (PARTITION BY email_domain ORDER BY h, idx) AS of_domain
    FROM acct WHERE established
)
SELECT idx FROM ranked
WHERE (organisation IS NULL OR of_organisation <= $most) AND (email_domain IS NULL OR of_domain <= $most)
    AND (pathway IS NULL OR of_pathway <= $most_pathway OR (SELECT count(DISTINCT pathway) FROM ranked) < 2);
