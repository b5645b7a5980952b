-- By candidate and family: members about whom the data says anything at all.
SELECT c, family, count(*) AS n FROM cand JOIN total USING (a) GROUP BY c, family ORDER BY c, family;
