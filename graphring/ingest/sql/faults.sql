INSERT INTO reject SELECT $source, $file, line, "column", value, reason FROM bad;
INSERT INTO note SELECT $source, $file, "column", reason, n, line, value FROM noted;
