DELETE FROM ledger_folder WHERE source = $source;
INSERT INTO ledger_folder VALUES ($source, $folder);
