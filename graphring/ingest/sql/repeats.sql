-- Rows whose exchange_id stands in an earlier row of the file or in the ledger; ids are compared only where hashes meet.
CREATE OR REPLACE TEMP TABLE twice AS
SELECT hash(exchange_id) AS h FROM checked WHERE exchange_id IS NOT NULL AND {good} GROUP BY h HAVING count(*) > 1;
CREATE OR REPLACE TEMP TABLE repeated AS
SELECT line FROM (
    SELECT line, row_number() OVER (PARTITION BY exchange_id ORDER BY line) AS nth
    FROM checked WHERE hash(exchange_id) IN (SELECT h FROM twice) AND exchange_id IS NOT NULL AND {good}
) WHERE nth > 1
UNION SELECT line FROM checked
WHERE exchange_id IN (SELECT exchange_id FROM ledger WHERE exchange_id IS NOT NULL) AND {good};
