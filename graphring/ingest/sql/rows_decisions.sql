-- What investigators settled.
INSERT INTO decision SELECT DISTINCT $source, what, id, decision, reason, "by", "at", until FROM clean;
