-- Ids with 13 digits or more, of which some may be card numbers.
SELECT DISTINCT {name} AS value FROM checked WHERE regexp_matches({name}, '(\d[^0-9A-Za-z]{0,3}){12}\d') ORDER BY value LIMIT $most;
