INSERT INTO source_file (source, path, kind, sha256, rows, used, rejected, repeated, noted, loaded_at)
VALUES ($source, $path, $kind, $sha256, $rows, $used, $rejected, $repeated, $noted, $loaded_at);
