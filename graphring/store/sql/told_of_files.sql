INSERT INTO upkeep SELECT $now, $what, 1, used, NULL, sha256 FROM source_file WHERE source IN (FROM outdated) ORDER BY source;
