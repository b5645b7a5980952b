-- Rows that repeat others, as they would lie in the ledger; and out of the way.
CREATE OR REPLACE TEMP TABLE held_rows AS
SELECT * EXCLUDE (template_id), string_split(template_id, chr(31)) AS template_ids, $source AS source
FROM ({clean}) WHERE line IN (SELECT line FROM repeated);
DELETE FROM checked WHERE line IN (SELECT line FROM repeated);
