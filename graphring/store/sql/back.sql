-- Of rows that were held back, those whose exchange is not in the ledger any more: of several the one that came first.
CREATE OR REPLACE TEMP TABLE back AS
SELECT h.* EXCLUDE (nth) FROM held h ANTI JOIN (SELECT exchange_id FROM ledger WHERE exchange_id IS NOT NULL) l USING (exchange_id)
QUALIFY row_number() OVER (PARTITION BY h.exchange_id ORDER BY h.nth, h.line) = 1;
