SELECT source, path, kind, sha256, used, loaded_at FROM source_file
WHERE $kind::VARCHAR IS NULL OR kind = $kind ORDER BY path, kind, loaded_at, source;
