-- How many members are covered by exactly which families (bits of the layer table).
SELECT c, families, count(*) AS n FROM (
    SELECT c, a, bit_or(bit)::INTEGER AS families FROM worth JOIN layer USING (family) GROUP BY c, a
) GROUP BY c, families ORDER BY c, families;
