-- Sources of a kind that another one may take the place of.
SELECT source, path, sha256 FROM source_file WHERE kind = $kind AND source <> $key ORDER BY source;
