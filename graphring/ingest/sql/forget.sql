-- A source of which nothing could be used the last time may come again, with a zone or a map of columns.
DELETE FROM source_file WHERE source = $source;
DELETE FROM reject WHERE source = $source;
DELETE FROM note WHERE source = $source;
DELETE FROM held_back WHERE source = $source;
DELETE FROM ledger_folder WHERE source = $source;
