-- Account ids that differ only in the Unicode form of their letters; one of them may be plain ASCII, as the Kelvin sign is K.
WITH odd AS (SELECT account_id, nfc_normalize(account_id) AS form FROM account WHERE strlen(account_id) <> length(account_id)),
every AS (
    FROM odd UNION ALL
    SELECT account_id, account_id FROM account
    WHERE strlen(account_id) = length(account_id) AND account_id IN (SELECT form FROM odd)
)
SELECT min(account_id) AS one, max(account_id) AS other, count(*) AS n FROM every GROUP BY form HAVING count(*) > 1 ORDER BY form;
