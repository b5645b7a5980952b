-- Who is in which candidate, and what each candidate is made of.
CREATE OR REPLACE TABLE cand AS SELECT c, a FROM given_members;
CREATE OR REPLACE TABLE cand_size AS
SELECT c, count(*)::INTEGER AS size, count(t.idx)::INTEGER AS n_trusted
FROM cand LEFT JOIN trusted t ON t.idx = cand.a GROUP BY c;
