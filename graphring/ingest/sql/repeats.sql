-- Rows whose exchange_id stands in an earlier row of the file or in the ledger.
CREATE OR REPLACE TEMP TABLE repeated AS
SELECT line FROM (
    SELECT line, exchange_id, row_number() OVER (PARTITION BY exchange_id ORDER BY line) AS nth
    FROM checked WHERE exchange_id IS NOT NULL AND {good}
) WHERE nth > 1 OR exchange_id IN (SELECT exchange_id FROM ledger WHERE exchange_id IS NOT NULL);
DELETE FROM checked WHERE line IN (SELECT line FROM repeated);
