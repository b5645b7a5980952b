-- Ranges of addresses; `cidr` holds both bounds as 32 hex digits.
INSERT INTO ip_range
SELECT DISTINCT $source, left(cidr, 32), right(cidr, 32), class, country, asn::BIGINT, source FROM clean;
