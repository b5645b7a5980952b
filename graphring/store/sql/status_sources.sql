SELECT source, path, kind, rows, used, rejected, repeated, noted, loaded_at FROM source_file ORDER BY path, kind, loaded_at, source;
