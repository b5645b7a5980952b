INSERT INTO source_file VALUES ($source, $path, $kind, $sha256, $rows, $used, $rejected, $repeated, $noted, $loaded_at);
