-- When models came out.
INSERT INTO release SELECT DISTINCT $source, time, model FROM clean;
