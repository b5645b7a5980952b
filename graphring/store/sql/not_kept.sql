SELECT DISTINCT path FROM source_file f LEFT JOIN held_back h ON h.source = f.source
WHERE f.kind = 'exchanges' AND f.repeated > 0 AND h.source IS NULL ORDER BY path;
