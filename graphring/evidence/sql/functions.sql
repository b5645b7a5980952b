-- The first groups of an IPv6 address, written out.
CREATE MACRO ipv6_groups(address) AS CASE
    WHEN contains(address, '::') THEN list_concat(
        CASE WHEN split_part(address, '::', 1) = '' THEN [] ELSE string_split(split_part(address, '::', 1), ':') END,
        ['0', '0', '0', '0', '0', '0', '0', '0'])
    ELSE string_split(address, ':')
END;
-- The network of an address as the store keeps it: the /24 of IPv4, the /48 of an IPv6 /64.
CREATE MACRO ipv6_network(address) AS
    array_to_string(list_transform(ipv6_groups(split_part(address, '/', 1))[1:3], lambda g: CASE WHEN g = '' THEN '0' ELSE g END), ':') || '::/48';
CREATE MACRO network_of(address) AS CASE
    WHEN contains(address, ':') THEN ipv6_network(address)
    ELSE regexp_replace(address, '\.\d+$', '.0/24')
END;
-- The natural log weight of sharing something of this rarity, in whole micronats so that sums are exact.
CREATE MACRO micronats(rarity, m, eps) AS CAST(round(1e6 * greatest(0, ln(m / (rarity + eps)))) AS BIGINT);
-- Rarity among n accounts of whom d have it, and among n_trusted trusted ones of whom k have it.
CREATE MACRO rarity(d, n, k, n_trusted) AS
    CASE WHEN n_trusted IS NULL THEN least(1.0, d / greatest(n, 1)) ELSE (k + 0.5) / (n_trusted + 1) END;
CREATE MACRO rarity_outside(d, n, k, n_trusted) AS
    least(1.0, greatest(d / greatest(n, 1), CASE WHEN n_trusted IS NULL THEN 0 ELSE (k + 0.5) / (n_trusted + 1) END));
-- Two numbers as one. Joined by it instead of by both, rows of one group can't be joined with each other first, whose
-- product is as large as the square of the group: DuckDB was seen to choose that for groups of thousands.
CREATE MACRO together(a, b) AS (a::BIGINT << 32) | b;
-- The newest decision on each thing that is still valid at a time; of equally new ones the first by its words.
CREATE MACRO standing_decision(at_time) AS TABLE
    SELECT * FROM decision WHERE until IS NULL OR until >= at_time::TIMESTAMPTZ
    QUALIFY row_number() OVER (PARTITION BY what, id ORDER BY "at" DESC NULLS LAST, decision, reason, "by", until) = 1;
