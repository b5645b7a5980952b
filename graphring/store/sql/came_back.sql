UPDATE source_file SET used = used + $n, repeated = repeated - $n WHERE source = $source;
UPDATE held_back SET rows = rows - $n WHERE source = $source;
