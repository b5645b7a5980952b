-- Rejects and notes of files of which nothing is left in the ledger, nor held back.
CREATE OR REPLACE TEMP TABLE spent AS
SELECT source FROM source_file WHERE kind = 'exchanges' AND used > 0 AND source NOT IN (SELECT source FROM ledger)
    AND source NOT IN (SELECT source FROM held_back WHERE rows > 0);
DELETE FROM reject WHERE source IN (FROM spent);
DELETE FROM note WHERE source IN (FROM spent);
